package dev.reelwright.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegRunnerTest {
  private static final List<String> ENDLESS =
      List.of("-re", "-f", "lavfi", "-i", "color=s=64x64:r=10", "-f", "null", "-");

  @TempDir Path folder;

  @Test
  void encodesFramesFromAPipeAndReportsProgress() throws Exception {
    var seen = new ArrayList<FfmpegJob.Progress>();
    var target = folder.resolve("made.mp4");

    var result =
        runner()
            .run(
                FfmpegJob.of("encoding", rawInput(64, 64))
                    .writing(target)
                    .reading(
                        out -> {
                          for (int i = 0; i < 48; i++) {
                            out.write(new byte[64 * 64 * 3 / 2]);
                          }
                        })
                    .reportingTo(seen::add));

    assertThat(result.frames()).isEqualTo(48);
    assertThat(seen).last().isEqualTo(new FfmpegJob.Progress(48, Duration.ofSeconds(2)));
    assertThat(folder).isDirectoryNotContaining("glob:**/.part*");
    assertThat(target).isNotEmptyFile();
    assertThat(childRecords()).isEmpty();
  }

  @Test
  void leavesNoOutputWhenTheWriterFails() throws Exception {
    var target = folder.resolve("made.mp4");

    assertThatThrownBy(
            () ->
                runner()
                    .run(
                        FfmpegJob.of("encoding", rawInput(64, 64))
                            .writing(target)
                            .reading(
                                out -> {
                                  out.write(new byte[64 * 64 * 3 / 2]);
                                  throw new IllegalStateException("no more ideas");
                                })))
        .isInstanceOf(IllegalStateException.class);

    try (var files = Files.list(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void saysWhatFfmpegSaidWithoutNamingFolders() {
    var missing = folder.resolve("missing.mp4");

    assertThatThrownBy(
            () ->
                runner()
                    .run(
                        FfmpegJob.of(
                            "reading missing.mp4",
                            List.of("-i", missing.toString(), "-f", "null", "-"))))
        .isInstanceOfSatisfying(
            FfmpegException.class,
            e -> {
              assertThat(e.exitCode()).isNotEmpty();
              assertThat(String.join("\n", e.lastLines())).contains("No such file");
            })
        .hasMessageContaining("reading missing.mp4 failed")
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void cancelEndsTheWholeProcessTree() throws Exception {
    var script = script("ffmpeg", "\"" + TestFfmpeg.tools().ffmpeg() + "\" \"$@\" & wait");
    var before = childrenOfThisProcess();
    var cancelled = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                runner(script)
                    .run(
                        FfmpegJob.of("waiting", ENDLESS)
                            .cancelledBy(cancelled::get)
                            .reportingTo(progress -> cancelled.set(true))))
        .isInstanceOf(CancellationException.class);

    assertThat(childrenOfThisProcess()).isSubsetOf(before);
    assertThat(childRecords()).isEmpty();
  }

  @Test
  void endsARunThatMissesItsDeadline() throws Exception {
    var before = childrenOfThisProcess();

    assertThatThrownBy(
            () -> runner().run(FfmpegJob.of("waiting", ENDLESS).within(Duration.ofMillis(100))))
        .isInstanceOf(FfmpegException.class)
        .hasMessageContaining("waiting took longer");

    assertThat(childrenOfThisProcess()).isSubsetOf(before);
  }

  @Test
  void interruptEndsTheRunAndTheFlagSurvives() throws Exception {
    var caller = Thread.currentThread();

    assertThatThrownBy(
            () ->
                runner()
                    .run(
                        FfmpegJob.of("waiting", ENDLESS)
                            .reportingTo(progress -> caller.interrupt())))
        .isInstanceOf(InterruptedException.class);

    assertThat(childRecords()).isEmpty();
  }

  @Test
  void endsTheChildrenOfAKilledServerAndOnlyThose() throws Exception {
    // Real ffmpeg may end by itself when nobody reads its progress any more; this one does not.
    var stubborn = script("ffmpeg", "echo progress=continue", "sleep 600 & wait");
    var server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessServer.class.getName(),
                stubborn.toString(),
                children().toString())
            .redirectErrorStream(true)
            .start();
    ProcessHandle orphan;
    try (var out = server.inputReader()) {
      assertThat(out.readLine()).isEqualTo("running");
      orphan = server.children().findFirst().orElseThrow();
      assertThat(reaper().reap()).as("children of a living server").isZero();
    } finally {
      server.destroyForcibly().waitFor();
    }

    // A number that now belongs to somebody else: this very process.
    var record = childRecords().getFirst();
    var lines = Files.readAllLines(record);
    lines.set(3, Long.toString(ProcessHandle.current().pid()));
    Files.write(children().resolve("recycled.child"), lines);

    assertThat(orphan.isAlive()).isTrue();
    int ended = reaper().reap();

    assertThat(ended).isEqualTo(1);
    assertThat(orphan.isAlive()).isFalse();
    assertThat(childRecords()).isEmpty();
  }

  /// Stands for a server that is killed while ffmpeg works.
  static final class EndlessServer {
    static void main(String[] args) throws Exception {
      var program = Path.of(args[0]);
      var tools = new FfmpegTools(program, program, Map.of(), FfmpegTools.Origin.CONFIGURED);
      var told = new AtomicBoolean();
      new FfmpegRunner(tools, Path.of(args[1]))
          .run(
              FfmpegJob.of("waiting", ENDLESS)
                  .reportingTo(
                      progress -> {
                        if (told.compareAndSet(false, true)) {
                          System.out.println("running");
                        }
                      }));
    }
  }

  private static List<String> rawInput(int width, int height) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-f", "rawvideo", "-pixel_format", "yuv420p"));
    arguments.addAll(List.of("-video_size", width + "x" + height, "-framerate", "24"));
    arguments.addAll(List.of("-i", "pipe:0", "-c:v", "libx264", "-preset", "ultrafast"));
    return arguments;
  }

  private FfmpegRunner runner() throws IOException {
    return new FfmpegRunner(TestFfmpeg.tools(), children());
  }

  private FfmpegRunner runner(Path ffmpeg) throws IOException {
    var tools = TestFfmpeg.tools();
    return new FfmpegRunner(
        new FfmpegTools(ffmpeg, tools.ffprobe(), tools.environment(), tools.origin()), children());
  }

  private Path children() {
    return folder.resolve("children");
  }

  private OrphanReaper reaper() {
    return new OrphanReaper(children(), InstantSource.system());
  }

  private List<Path> childRecords() throws IOException {
    return ChildRecord.files(children());
  }

  private Path script(String name, String... lines) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", Arrays.asList(lines)) + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static List<Long> childrenOfThisProcess() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }
}
