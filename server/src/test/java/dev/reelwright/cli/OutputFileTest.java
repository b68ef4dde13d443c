package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reelwright.wiring.FileName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir private Path folder;
  private Path film;

  @BeforeEach
  void filmIsMade() throws IOException {
    film = Files.writeString(folder.resolve("in-the-data-folder"), "film");
  }

  @Test
  void writesTheFilmUnderTheWishedNameAndLeavesNothingElse() throws Exception {
    var wished = folder.resolve("film.mp4");

    var file = OutputFile.check(wished, false, 10).deliver(film, "Title", "abcd1234");

    assertThat(file).isEqualTo(wished).hasContent("film");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("film.mp4", "in-the-data-folder");
  }

  @Test
  void refusesAFileThatExists() throws IOException {
    var taken = Files.writeString(folder.resolve("taken.mp4"), "other");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> OutputFile.check(taken, false, 10))
        .satisfies(e -> assertThat(e.code()).isEqualTo("out-exists"));
    assertThat(taken).hasContent("other");
  }

  @Test
  void doesNotOverwriteAFileThatAppearedMeanwhile() throws Exception {
    var wished = folder.resolve("film.mp4");
    var output = OutputFile.check(wished, false, 10);
    Files.writeString(wished, "other");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> output.deliver(film, "Title", "abcd1234"));
    assertThat(wished).hasContent("other");
  }

  @Test
  void overwritesWhenForced() throws Exception {
    var taken = Files.writeString(folder.resolve("taken.mp4"), "other");

    OutputFile.check(taken, true, 10).deliver(film, "Title", "abcd1234");

    assertThat(taken).hasContent("film");
  }

  @Test
  void refusesAFolderThatDoesNotExistAndOneThatIsAFile() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> OutputFile.check(folder.resolve("no/film.mp4"), false, 10))
        .satisfies(e -> assertThat(e.code()).isEqualTo("out-no-folder"));
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> OutputFile.check(film.resolve("film.mp4"), false, 10))
        .satisfies(e -> assertThat(e.code()).isEqualTo("out-no-folder"));
  }

  @Test
  void refusesAFolderWithTooLittleSpace() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> OutputFile.check(folder.resolve("film.mp4"), false, 1L << 40))
        .satisfies(e -> assertThat(e.code()).isEqualTo("out-full"));
  }

  @Test
  void doesNotWriteTheSameFilmTwice() throws Exception {
    var output = new OutputFile(folder, null, false);

    var first = output.deliver(film, "Title", "abcd1234");
    assertThat(output.deliver(film, "Title", "abcd1234")).isEqualTo(first);

    Files.writeString(film, "another cut");
    assertThat(output.deliver(film, "Title", "abcd1234")).isNotEqualTo(first);
    assertThat(folder.toFile().list()).hasSize(3);
  }

  @Test
  void makesFileNamesFromTitlesOfAnyScript() {
    assertThat(FileName.of("The Lighthouse Keeper's Night!"))
        .isEqualTo("the-lighthouse-keeper-s-night");
    assertThat(FileName.of("暴风雨之夜,灯塔")).isEqualTo("暴风雨之夜-灯塔");
    assertThat(FileName.of("../../etc")).isEqualTo("etc");
    assertThat(FileName.of("?!")).isEqualTo("film");
    assertThat(FileName.of("word ".repeat(40)).length()).isLessThanOrEqualTo(48);
  }
}
