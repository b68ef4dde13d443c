package dev.reelwright.asset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.store.Database;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files without a row. What becomes of files with a row is in `AssetStoreContract`.
class BlobJanitorTest {
  abstract static class BlobJanitorContract extends StoreContract {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path root;
    private FolderBlobStore folder;
    private BlobJanitor janitor;
    private Instant now = NOW;

    BlobJanitorContract(Supplier<Database> source) {
      super(source);
    }

    @BeforeEach
    void openFolder() throws IOException {
      folder = new FolderBlobStore(root, () -> now);
      janitor = new BlobJanitor(database, folder, () -> now);
    }

    @Test
    void deletesAFileWithoutARowADayAfterItWasFound() throws IOException {
      var orphan = file("bytes", NOW.minus(DAY).minusMillis(1));

      assertThat(janitor.sweep()).isZero();
      now = NOW.plus(DAY).minusMillis(1);
      assertThat(janitor.sweep()).isZero();
      assertThat(folder.contains(orphan)).isTrue();

      now = NOW.plus(DAY);
      assertThat(janitor.sweep()).isEqualTo(1);
      assertThat(folder.contains(orphan)).isFalse();
      assertThat(janitor.sweep()).isZero();
    }

    @Test
    void leavesAYoungFileWhoseRowMayYetBeWritten() throws IOException {
      var young = file("bytes", NOW.minus(DAY));
      janitor.sweep();

      now = NOW.plus(DAY);
      janitor.sweep();

      assertThat(folder.contains(young)).isTrue();
    }

    @Test
    void leavesAnOldFileThatGotARowBeforeTheSecondLook() throws IOException {
      var late = file("bytes", NOW.minus(DAY.multipliedBy(2)));
      janitor.sweep();
      var asset = asset(late, 5);
      database.update(handle -> new AssetStore(folder).insert(handle, asset));

      now = NOW.plus(DAY);
      assertThat(janitor.sweep()).isZero();

      assertThat(folder.contains(late)).isTrue();
      var found = database.read(handle -> new AssetStore(folder).find(handle, asset.id()));
      assertThat(found).contains(asset);
    }

    @Test
    void findsTheOrphansAmongManyFilesWithRows() {
      var orphans = List.of(put("first"), put("second"));
      var kept = new ArrayList<BlobHash>();
      for (int i = 0; i < 1100; i++) {
        kept.add(put("kept " + i));
      }
      var store = new AssetStore(blobs);
      database.update(handle -> kept.forEach(hash -> store.insert(handle, asset(hash, 6))));
      janitor = new BlobJanitor(database, blobs, () -> now);

      now = NOW.plus(DAY.multipliedBy(2));
      assertThat(janitor.sweep()).isZero();
      now = NOW.plus(DAY.multipliedBy(3));
      assertThat(janitor.sweep()).isEqualTo(2);

      assertThat(orphans).noneMatch(blobs::contains);
      assertThat(kept).allMatch(blobs::contains);
    }

    private BlobHash file(String text, Instant modified) throws IOException {
      var source = Files.write(root.resolve("source"), text.getBytes(StandardCharsets.UTF_8));
      var hash = folder.put(source).hash();
      Files.setLastModifiedTime(folder.localFile(hash), FileTime.from(modified));
      return hash;
    }

    private static Asset asset(BlobHash hash, long size) {
      return new Asset(
          AssetId.fresh(),
          "ann",
          null,
          hash,
          size,
          "text/plain",
          "sample",
          MediaFacts.NONE,
          List.of(),
          AssetOrigin.UPLOADED,
          null,
          Samples.CREATED);
    }
  }

  @Nested
  class OnSqlite extends BlobJanitorContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends BlobJanitorContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
