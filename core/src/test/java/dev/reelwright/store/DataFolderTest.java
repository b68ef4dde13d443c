package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.store.StoreException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void makesTheFolderAndItsParts() {
    try (var data = DataFolder.open(parent.resolve("a/data"))) {
      assertThat(data.blobs()).isEmptyDirectory();
      assertThat(data.scratch()).isEmptyDirectory();
      assertThat(data.database()).doesNotExist();
    }
  }

  @Test
  void removesUnfinishedWorkAndNothingElseWhenItOpens() throws IOException {
    var outside = Files.writeString(parent.resolve("outside"), "mine");
    var folder = parent.resolve("data");
    DataFolder.open(folder).close();
    Files.createDirectories(folder.resolve("scratch/run/frames"));
    Files.writeString(folder.resolve("scratch/run/frames/1.png"), "half");
    Files.createSymbolicLink(folder.resolve("scratch/link"), parent);
    Files.writeString(folder.resolve("blobs/kept"), "whole");
    var piece = Files.createDirectories(folder.resolve("blobs/incoming")).resolve("piece");
    Files.writeString(piece, "half");

    try (var data = DataFolder.open(folder)) {
      assertThat(data.scratch()).isEmptyDirectory();
      assertThat(piece).doesNotExist();
      assertThat(data.blobs().resolve("kept")).hasContent("whole");
      assertThat(outside).hasContent("mine");
    }
  }

  @Test
  void anEmptyDatabaseBesideFilesOfFilmsIsALoss() throws IOException {
    var folder = parent.resolve("data");
    DataFolder.open(folder).close();
    Files.createFile(folder.resolve("reelwright.db"));
    DataFolder.open(folder).close();
    Files.createDirectories(folder.resolve("blobs/ab"));
    Files.writeString(folder.resolve("blobs/ab/abc"), "a film");

    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
    Files.delete(folder.resolve("reelwright.db"));
    DataFolder.open(folder).close();
  }

  @Test
  void opensAgainAfterItWasClosed() {
    var folder = parent.resolve("data");
    DataFolder.open(folder).close();

    DataFolder.open(folder).close();
  }

  @Test
  void opensOnceInAProcessHoweverItIsSpelt() throws IOException {
    var folder = parent.resolve("data");
    try (var _ = DataFolder.open(folder)) {
      var link = Files.createSymbolicLink(parent.resolve("link"), folder);

      assertInUse(folder, ProcessHandle.current().pid());
      assertInUse(link, ProcessHandle.current().pid());
      assertInUse(parent.resolve("./data"), ProcessHandle.current().pid());
    }
  }

  @Test
  void namesTheProcessThatHasItOpenAndOpensOnceThatIsGone() throws Exception {
    var folder = parent.resolve("data");
    var other = openInAnotherProcess(folder);
    try {
      assertInUse(folder, other.pid());
      assertInUse(folder, other.pid());
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    DataFolder.open(folder).close();
  }

  @Test
  void refusesAPlaceWhereNoFolderCanBe() throws IOException {
    var file = Files.writeString(parent.resolve("file"), "mine");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOfSatisfying(
            StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.UNWRITABLE))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }

  private static Process openInAnotherProcess(Path folder) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    readLine(process.inputReader());
    return process;
  }

  private static void readLine(BufferedReader output) throws IOException {
    assertThat(output.readLine()).isEqualTo("open");
  }

  private static void assertInUse(Path folder, long pid) {
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOfSatisfying(
            StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.IN_USE))
        .hasMessageContaining("in use by process " + pid);
  }

  /// Opens a data folder and holds it until it is killed.
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try (var _ = DataFolder.open(Path.of(arguments[0]))) {
        System.out.println("open");
        System.exit(System.in.read());
      }
    }
  }
}
