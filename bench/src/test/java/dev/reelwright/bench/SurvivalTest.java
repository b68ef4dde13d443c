package dev.reelwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.ffmpeg.FfmpegLocator;
import dev.reelwright.media.ffmpeg.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged server, ended in the middle of a film. `reel bench kill` does the same at fifty
/// moments.
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivalTest {
  /// What Java says of a process that SIGTERM ended in an orderly way: 128 and the signal's number.
  private static final int TERMINATED = 143;

  @TempDir private static Path folder;

  private KillTrial trial;
  private KillTrial.Reference reference;

  @BeforeAll
  void aFilmThatNobodyDisturbs() throws Exception {
    var cache = Path.of("..", "server", "target").toAbsolutePath().normalize();
    var bundle = FfmpegLocator.bundleOnClassPath(SurvivalTest.class.getClassLoader()).orElseThrow();
    var tools =
        new FfmpegLocator(
                new FfmpegLocator.Settings(null, "", bundle, cache.resolve("tools")),
                new Preflight())
            .locate();
    trial = trial(cache, bundle, tools);
    reference = trial.undisturbed();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.6})
  void isFinishedAfterAKillAsIfNothingHadHappened(double progress) throws Exception {
    var aftermath = trial.endedAt(after(progress), KillTrial.Ending.KILL, reference);

    assertThat(aftermath.faults()).isEmpty();
    assertThat(aftermath.takesBefore()).isLessThan(reference.takes());
  }

  @Test
  void goesToSleepWhenItIsStoppedAndGoesOnAfterwards() throws Exception {
    var aftermath = trial.endedAt(after(0.4), KillTrial.Ending.STOP, reference);

    assertThat(aftermath.faults()).isEmpty();
    assertThat(aftermath.exit()).isEqualTo(TERMINATED);
    assertThat(aftermath.takesBefore()).isLessThan(reference.takes());
  }

  /// A share of all that happens, whatever time it takes.
  private KillTrial.Moment after(double progress) {
    return new KillTrial.Moment((int) (progress * reference.eventMillis().size()), 0);
  }

  private static KillTrial trial(
      Path cache, Path bundle, dev.reelwright.media.ffmpeg.FfmpegTools tools) throws IOException {
    var home = Files.createDirectories(folder.resolve("home"));
    var program =
        new ServedReel.Program(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx288m",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dreelwright.home=" + home,
                "-cp",
                cache.resolve("quarkus-app").resolve("quarkus-run.jar").toString(),
                "dev.reelwright.cli.Reel"),
            Map.of(
                "REELWRIGHT_CACHE", cache.toString(),
                "REELWRIGHT_FFMPEG", "bundled",
                "REELWRIGHT_FFMPEG_JAR", bundle.toString()));
    return new KillTrial(program, tools, folder);
  }
}
