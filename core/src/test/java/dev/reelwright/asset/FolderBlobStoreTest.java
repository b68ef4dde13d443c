package dev.reelwright.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FolderBlobStoreTest extends BlobStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  protected BlobStore store() {
    try {
      return new FolderBlobStore(root(), InstantSource.fixed(NOW));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void spreadsFilesOverTwoLevelsOfFolders() throws IOException {
    var hash = store().put(stream("abc")).hash();

    assertThat(root().resolve("ba").resolve("78").resolve(hash.value())).hasContent("abc");
  }

  @Test
  void leavesNoPieceBehindWhetherItWorksOrNot() throws IOException {
    var store = store();
    store.put(stream("abc"));
    store.put(stream("abc"));
    assertThatThrownBy(() -> store.put(folder)).isInstanceOf(IOException.class);

    assertThat(incoming()).isEmptyDirectory();
  }

  @Test
  void removesOldPiecesOfCrashedProcessesAndKeepsThoseBeingWritten() throws IOException {
    store();
    var old = Files.writeString(incoming().resolve("old"), "half");
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(25))));
    var young = Files.writeString(incoming().resolve("young"), "half");
    Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofHours(23))));

    store();

    assertThat(incoming()).isDirectoryContaining("glob:**young");
    assertThat(old).doesNotExist();
  }

  @Test
  void replacesAFileThatWasCutShortBehindItsBack() throws IOException {
    var store = store();
    var hash = store.put(stream("abc")).hash();
    Files.writeString(store.localFile(hash), "a");

    store.put(stream("abc"));

    assertThat(store.localFile(hash)).hasContent("abc");
  }

  @Test
  void showsOnlyFilesOfItsOwnAmongTheOldOnes() throws IOException {
    var store = store();
    var hash = store.put(stream("abc")).hash();
    Files.writeString(incoming().resolve("a".repeat(64)), "a piece");
    Files.writeString(root().resolve("notes.txt"), "somebody's");
    Files.writeString(store.localFile(hash).resolveSibling("copy of " + hash), "somebody's");

    var found = new ArrayList<BlobStore.Found>();
    store.eachOlderThan(Instant.parse("3000-01-01T00:00:00Z"), found::add);

    assertThat(found).containsExactly(new BlobStore.Found(hash, 3));
  }

  @Test
  void survivesARestart() throws IOException {
    var hash = store().put(stream("abc")).hash();

    assertThat(store().localFile(hash)).hasContent("abc");
  }

  private Path root() {
    return folder.resolve("blobs");
  }

  private Path incoming() {
    return root().resolve("incoming");
  }
}
