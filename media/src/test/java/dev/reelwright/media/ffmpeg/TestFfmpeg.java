package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The ffmpeg that tests use: the one on PATH, else the bundle on the test class path, unpacked
/// once for all modules and all test processes of this machine.
public final class TestFfmpeg {
  private static final Path FOLDER =
      Path.of(System.getProperty("java.io.tmpdir"), "reelwright-test-tools");

  private TestFfmpeg() {}

  public static FfmpegTools tools() {
    return Holder.TOOLS;
  }

  public static FfmpegRunner runner() {
    return Holder.RUNNER;
  }

  /// Runs ffmpeg to make a test file; the output is the last argument.
  public static void make(Path output, String... arguments) {
    try {
      runner()
          .run(FfmpegJob.of("making " + output.getFileName(), List.of(arguments)).writing(output));
    } catch (IOException e) {
      throw new AssertionError(e + said(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String said(IOException e) {
    return e instanceof FfmpegException broken ? " " + broken.lastLines() : "";
  }

  private static final class Holder {
    static final FfmpegTools TOOLS = locate();
    static final FfmpegRunner RUNNER = runner(TOOLS);

    private static FfmpegTools locate() {
      try {
        Files.createDirectories(FOLDER);
        var bundle = FfmpegLocator.bundleOnClassPath(TestFfmpeg.class.getClassLoader());
        return new FfmpegLocator(
                FfmpegLocator.Settings.usual(bundle.orElse(null), FOLDER), new Preflight())
            .locate();
      } catch (IOException e) {
        throw new IllegalStateException("tests need ffmpeg: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private static FfmpegRunner runner(FfmpegTools tools) {
      try {
        return new FfmpegRunner(tools, FOLDER.resolve("children"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
