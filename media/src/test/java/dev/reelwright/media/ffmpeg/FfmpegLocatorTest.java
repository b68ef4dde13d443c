package dev.reelwright.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.media.ffmpeg.FfmpegLocator.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegLocatorTest {
  @TempDir Path folder;

  @Test
  void unpacksTheBundleOnceAlthoughTwoAskAtOnce() throws Exception {
    var bundle = FfmpegLocator.bundleOnClassPath(getClass().getClassLoader()).orElseThrow();
    var settings = new Settings(null, "", bundle, folder);
    FfmpegTools tools;
    try (var threads = Executors.newFixedThreadPool(2)) {
      var first = threads.submit(() -> new FfmpegLocator(settings, new Preflight()).locate());
      var second = threads.submit(() -> new FfmpegLocator(settings, new Preflight()).locate());
      tools = first.get();
      assertThat(second.get()).isEqualTo(tools);
    }

    assertThat(tools.origin()).isEqualTo(FfmpegTools.Origin.BUNDLED);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(tools.ffmpeg().getParent());
    }
    var capabilities = new Preflight().check(tools);
    assertThat(capabilities.version()).startsWith("8.0.1");
    assertThat(capabilities.encoders()).contains("libx264", "aac", "png");
    assertThat(capabilities.filters()).contains("overlay", "xfade", "loudnorm");
  }

  @Test
  void prefersTheConfiguredProgramAndThenThePath() throws Exception {
    var real = TestFfmpeg.tools();
    var onPath = fake("path", "exec \"" + real.ffmpeg() + "\" \"$@\"", real.environment());
    var configured = fake("configured", "exit 0", Map.of());

    assertThat(locate(configured, onPath.toString()).ffmpeg())
        .isEqualTo(configured.resolve("ffmpeg"));
    assertThat(locate(null, "/nonexistent:" + onPath).ffmpeg()).isEqualTo(onPath.resolve("ffmpeg"));
  }

  @Test
  void saysHowToGetFfmpegWhenThereIsNone() {
    assertThatThrownBy(() -> locate(null, ""))
        .isInstanceOf(FfmpegException.class)
        .hasMessageContaining("apt install ffmpeg");
  }

  @Test
  void refusesAConfiguredProgramThatCannotRun() throws Exception {
    Files.writeString(folder.resolve("ffmpeg"), "text");

    assertThatThrownBy(() -> locate(folder.resolve("ffmpeg"), ""))
        .hasMessageContaining("configured ffmpeg is no program");
  }

  @Test
  void preflightTellsBrokenProgramsApart() throws Exception {
    assertThatThrownBy(() -> check("echo hello")).hasMessageContaining("does not answer like one");
    assertThatThrownBy(() -> check("kill -SEGV $$")).hasMessageContaining("signal 11");
    assertThatThrownBy(() -> check("echo libfoo is missing >&2; exit 127"))
        .hasMessageContaining("libfoo is missing");
    assertThatThrownBy(() -> check("echo ffmpeg version 1.0"))
        .hasMessageContaining("lacks encoder aac, encoder libx264, filter adelay");

    var noProgram = Files.createDirectories(folder.resolve("none"));
    for (var name : new String[] {"ffmpeg", "ffprobe"}) {
      Files.write(noProgram.resolve(name), new byte[] {1, 2, 3});
    }
    assertThatThrownBy(() -> new Preflight().check(tools(noProgram)))
        .hasMessageContaining("cannot be run");
  }

  @Test
  void aLaterProcessAsksOnlyAProgramThatHasChanged() throws Exception {
    var real = TestFfmpeg.tools();
    var log = folder.resolve("log");
    var in = Files.createDirectories(folder.resolve("counted"));
    for (var program : new Path[] {real.ffmpeg(), real.ffprobe()}) {
      var file = in.resolve(program.getFileName());
      Files.writeString(
          file, "#!/bin/sh\necho asked >>'%s'\nexec '%s' \"$@\"\n".formatted(log, program));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    var tools =
        new FfmpegTools(
            in.resolve(real.ffmpeg().getFileName()),
            in.resolve(real.ffprobe().getFileName()),
            real.environment(),
            FfmpegTools.Origin.CONFIGURED);
    var memory = folder.resolve("memory");

    var first = new Preflight(memory).check(tools);
    int asked = Files.readAllLines(log).size();
    assertThat(new Preflight(memory).check(tools)).isEqualTo(first);
    assertThat(Files.readAllLines(log)).hasSize(asked);

    Files.setLastModifiedTime(tools.ffprobe(), FileTime.fromMillis(1_000_000_000_000L));
    assertThat(new Preflight(memory).check(tools)).isEqualTo(first);
    assertThat(Files.readAllLines(log)).as("another ffprobe").hasSize(2 * asked);
    Files.writeString(memory.resolve("preflight.txt"), "half of");
    assertThat(new Preflight(memory).check(tools)).isEqualTo(first);
    assertThat(Files.readAllLines(log)).as("a broken memory").hasSize(3 * asked);
  }

  private Preflight.Capabilities check(String script) throws Exception {
    return new Preflight().check(tools(fake("broken", script, Map.of())));
  }

  private static FfmpegTools tools(Path in) {
    return new FfmpegTools(
        in.resolve("ffmpeg"), in.resolve("ffprobe"), Map.of(), FfmpegTools.Origin.CONFIGURED);
  }

  private FfmpegTools locate(Path configured, String path)
      throws IOException, InterruptedException {
    return new FfmpegLocator(
            new Settings(configured, path, null, folder.resolve("tools")), new Preflight())
        .locate();
  }

  private Path fake(String name, String script, Map<String, String> environment)
      throws IOException {
    var in = Files.createDirectories(folder.resolve(name));
    var exports = new StringBuilder();
    environment.forEach((key, value) -> exports.append(key + "='" + value + "' "));
    for (var program : new String[] {"ffmpeg", "ffprobe"}) {
      var file = in.resolve(program);
      var text = exports.isEmpty() ? script : "export " + exports + "\n" + script;
      Files.writeString(file, "#!/bin/sh\n" + text + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    return in;
  }
}
