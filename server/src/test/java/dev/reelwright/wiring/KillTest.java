package dev.reelwright.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that is killed without warning (SIGKILL) loses nothing but the step it was at.
@DisabledOnOs(OS.WINDOWS)
class KillTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"PLAN 0 DONE", "FRAME 1 DONE", "CLIP 1 LEASED", "CLIP 1 DONE", "CUT 0 LEASED"})
  void goesOnWhereItWasKilled(String moment) throws Exception {
    killAt(moment);

    try (var workshop = Workshop.open(SmallFilms.settings(folder))) {
      var project = workshop.projects().getFirst().id();
      var before = workshop.takes(project);

      var end = workshop.produce(project).await(SmallFilms.LONGEST);

      assertThat(end.error()).isNull();
      assertThat(end.state()).isEqualTo(RunState.DONE);
      var after = workshop.takes(project);
      assertThat(after).containsAll(before);
      assertThat(after).extracting(take -> take.slot().key()).doesNotHaveDuplicates();
    }
    assertThat(leftovers(folder.resolve("data/scratch"))).isEmpty();
    assertThat(childrenThatWorkHere()).isEmpty();
  }

  private void killAt(String moment) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                OneFilm.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      var told = lines.lines().takeWhile(line -> !line.equals(moment)).toList();
      assertThat(told)
          .as("it was killed at %s; errors: %s", moment, Files.readString(folder.resolve("errors")))
          .noneMatch(line -> line.startsWith("END"));
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static List<Path> leftovers(Path scratch) throws IOException {
    try (var files = Files.walk(scratch)) {
      return files.filter(file -> !file.equals(scratch)).toList();
    }
  }

  private List<String> childrenThatWorkHere() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }
}
