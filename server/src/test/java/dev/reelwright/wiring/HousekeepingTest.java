package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.BlobJanitor;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.store.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;
  private Instant now = START;
  private Database database;
  private FolderBlobStore blobs;
  private Housekeeping housekeeping;

  @BeforeEach
  void open() throws IOException {
    database = Database.sqlite(folder.resolve("reelwright.db"));
    blobs = new FolderBlobStore(folder.resolve("blobs"), () -> now);
    housekeeping = new Housekeeping(new BlobJanitor(database, blobs, () -> now), () -> now);
  }

  @AfterEach
  void close() {
    housekeeping.close();
    database.close();
  }

  @Test
  void deletesWhatACrashLeftADayAfterItWasFound() throws IOException {
    var orphan = fileWithoutRow();

    passHours(24);
    assertThat(blobs.contains(orphan)).isTrue();
    passHours(1);

    assertThat(blobs.contains(orphan)).isFalse();
  }

  @Test
  void doesNothingWithinAnHour() throws IOException {
    var orphan = fileWithoutRow();
    passHours(24);

    now = now.plus(HOUR).minusMillis(1);
    housekeeping.look();

    assertThat(blobs.contains(orphan)).isTrue();
  }

  private void passHours(int hours) {
    for (int i = 0; i < hours; i++) {
      now = now.plus(HOUR);
      housekeeping.look();
    }
  }

  private BlobHash fileWithoutRow() throws IOException {
    var hash = blobs.put(new ByteArrayInputStream("bytes".getBytes(StandardCharsets.UTF_8))).hash();
    Files.setLastModifiedTime(
        blobs.localFile(hash), FileTime.from(START.minus(Duration.ofDays(2))));
    return hash;
  }
}
