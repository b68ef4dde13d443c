package dev.reelwright.asset;

import dev.reelwright.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes bytes that nothing needs: marks them, waits a day, looks again, deletes. A blob is
/// needed while an asset that was not removed stands on it, or a take does. A crash after a file
/// was stored and before its row was written leaves a file without a row: once it is a day old, it
/// gets a row that is marked, and goes the same way. Thread-safe.
public final class BlobJanitor {
  private static final Logger LOG = LoggerFactory.getLogger(BlobJanitor.class);
  static final Duration GRACE = Duration.ofDays(1);

  private static final int BATCH = 500;

  private static final String NEEDED =
      """
      EXISTS (SELECT 1 FROM asset
               WHERE asset.blob_hash = blob.hash
                 AND (asset.deleted_at IS NULL
                      OR EXISTS (SELECT 1 FROM take WHERE take.asset_id = asset.id)))
      """;

  private final Database database;
  private final BlobStore blobs;
  private final InstantSource clock;

  public BlobJanitor(Database database, BlobStore blobs, InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.clock = clock;
  }

  /// One round. Safe to run at any time, by several nodes at once; it looks at every file, so once
  /// an hour is plenty.
  ///
  /// @return how many blobs were deleted
  public int sweep() {
    var now = clock.instant();
    database.update(handle -> mark(handle, now));
    int deleted = 0;
    for (var hash : doomedBefore(now.minus(GRACE))) {
      if (database.write(handle -> deleteUnneeded(handle, hash, now.minus(GRACE)))) {
        deleted++;
      }
    }
    markOrphans(now);
    return deleted;
  }

  /// Whoever stores the same bytes and writes a row for them within the day makes them live again.
  private void markOrphans(Instant now) {
    var batch = new ArrayList<BlobStore.Found>(BATCH);
    try {
      blobs.eachOlderThan(
          now.minus(GRACE),
          found -> {
            batch.add(found);
            if (batch.size() == BATCH) {
              markOrphans(batch, now);
              batch.clear();
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "looking for files without a row failed; the next round tries again", e);
    }
    if (!batch.isEmpty()) {
      markOrphans(batch, now);
    }
  }

  private void markOrphans(List<BlobStore.Found> files, Instant now) {
    var known = database.read(handle -> known(handle, files));
    // In one order, so that two nodes that find the same files do not wait for each other.
    var orphans =
        files.stream()
            .filter(file -> !known.contains(file.hash()))
            .sorted(Comparator.comparing(file -> file.hash().value()))
            .toList();
    if (!orphans.isEmpty()) {
      database.update(handle -> insertDoomed(handle, orphans, now));
      LOG.info(
          "found {} files without a row; they go in a day unless somebody needs them",
          orphans.size());
    }
  }

  private static Set<BlobHash> known(Handle handle, List<BlobStore.Found> files) {
    return handle
        .createQuery("SELECT hash FROM blob WHERE hash IN (<hashes>)")
        .bindList("hashes", files.stream().map(file -> file.hash().value()).toList())
        .map((row, _) -> new BlobHash(row.getString("hash")))
        .set();
  }

  private static void insertDoomed(Handle handle, List<BlobStore.Found> orphans, Instant now) {
    var insert =
        handle.prepareBatch(
            """
            INSERT INTO blob (hash, size, state, doomed_at, created_at)
            VALUES (:hash, :size, 'DOOMED', :now, :now)
            ON CONFLICT (hash) DO NOTHING
            """);
    for (var orphan : orphans) {
      insert
          .bind("hash", orphan.hash().value())
          .bind("size", orphan.size())
          .bind("now", now.toEpochMilli())
          .add();
    }
    insert.execute();
  }

  private static void mark(Handle handle, Instant now) {
    handle.execute(
        "UPDATE blob SET state = 'LIVE', doomed_at = NULL WHERE state = 'DOOMED' AND " + NEEDED);
    handle.execute(
        "UPDATE blob SET state = 'DOOMED', doomed_at = ? WHERE state = 'LIVE' AND NOT " + NEEDED,
        now.toEpochMilli());
  }

  private List<BlobHash> doomedBefore(Instant end) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT hash FROM blob WHERE state = 'DOOMED' AND doomed_at <= :end ORDER BY hash")
                .bind("end", end.toEpochMilli())
                .map((row, _) -> new BlobHash(row.getString("hash")))
                .list());
  }

  /// The file goes while the row is held, so that whoever stores the same bytes again waits, and
  /// then sees that they are gone. A crash in between leaves a doomed row without a file, which the
  /// next round removes.
  private boolean deleteUnneeded(Handle handle, BlobHash hash, Instant end) {
    var held =
        handle
            .createUpdate(
                "UPDATE blob SET doomed_at = doomed_at WHERE hash = :hash AND state = 'DOOMED' AND doomed_at <= :end AND NOT "
                    + NEEDED)
            .bind("hash", hash.value())
            .bind("end", end.toEpochMilli())
            .execute();
    if (held == 0) {
      return false;
    }
    handle.execute("DELETE FROM asset WHERE blob_hash = ?", hash.value());
    handle.execute("DELETE FROM blob WHERE hash = ?", hash.value());
    try {
      blobs.delete(hash);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "deleting blob " + hash + " failed; the next round tries again", e);
    }
    return true;
  }
}
