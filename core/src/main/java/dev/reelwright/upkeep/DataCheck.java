package dev.reelwright.upkeep;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/// Looks whether database and files agree with themselves and with each other. Only reads; may run
/// beside a server, and then takes what has just changed for what it is.
public final class DataCheck {
  private static final int MOST_EXAMPLES = 10;

  /// What may be wrong.
  public enum Kind {
    /// The database file itself is damaged.
    DATABASE_DAMAGED,
    /// A row refers to another one that is not there.
    REFERENCE_BROKEN,
    /// A file that is needed is not there.
    FILE_MISSING,
    /// A file has other bytes than it should.
    FILE_DAMAGED,
    /// What is set aside in a budget is not what its open holds add up to.
    HOLDS_DIFFER,
    /// A provider's job that nobody looks after.
    CALL_FORGOTTEN,
    /// A file that no row speaks of; goes by itself after a day.
    FILE_UNKNOWN
  }

  /// @param count how many
  /// @param examples a few of them, for people: ids, hashes, what the database says
  public record Finding(Kind kind, int count, List<String> examples) {
    public Finding {
      examples = List.copyOf(examples);
    }

    /// Whether something is lost or wrong, rather than merely untidy.
    public boolean isHarmful() {
      return kind != Kind.FILE_UNKNOWN;
    }
  }

  /// @param files how many files were read
  /// @param findings empty when all is well
  public record Report(int files, long bytes, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  private record Row(BlobHash hash, long size) {}

  private final Database database;
  private final BlobStore blobs;

  public DataCheck(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /// Reads everything, every file whole.
  ///
  /// @throws IOException when a file that is there cannot be read
  public Report run() throws IOException {
    var findings = new ArrayList<Finding>();
    if (database.dialect() == Dialect.SQLITE) {
      add(findings, Kind.DATABASE_DAMAGED, damages());
      add(findings, Kind.REFERENCE_BROKEN, brokenReferences());
    }
    add(
        findings,
        Kind.HOLDS_DIFFER,
        texts(
            """
        SELECT budget.id FROM budget
         WHERE budget.held_micros <> (SELECT COALESCE(SUM(hold.amount_micros), 0) FROM hold
                                       WHERE hold.budget_id = budget.id AND hold.state = 'HELD')
        """));
    add(
        findings,
        Kind.CALL_FORGOTTEN,
        texts(
            """
        SELECT attempt.id FROM attempt
         WHERE attempt.state IN ('INTENT', 'ACCEPTED', 'UNKNOWN')
           AND EXISTS (SELECT 1 FROM step WHERE step.id = attempt.step_id
                        AND step.state IN ('DONE', 'FAILED', 'CANCELLED'))
        """));
    return files(findings);
  }

  private Report files(List<Finding> findings) throws IOException {
    var missing = new ArrayList<String>();
    var damaged = new ArrayList<String>();
    var known = new HashSet<BlobHash>();
    var files = 0;
    var bytes = 0L;
    for (var row : live()) {
      known.add(row.hash());
      try {
        var file = blobs.localFile(row.hash());
        files++;
        bytes += Files.size(file);
        if (Files.size(file) != row.size() || !hash(file).equals(row.hash().value())) {
          damaged.add(row.hash().value());
        }
      } catch (NoSuchFileException _) {
        // It may have been deleted since its row was read.
        if (isLive(row.hash())) {
          missing.add(row.hash().value());
        }
      }
    }
    add(findings, Kind.FILE_MISSING, missing);
    add(findings, Kind.FILE_DAMAGED, damaged);
    var unknown = new ArrayList<String>();
    var all = new HashSet<>(texts("SELECT hash FROM blob"));
    blobs.eachOlderThan(
        Instant.MAX,
        found -> {
          if (!known.contains(found.hash()) && !all.contains(found.hash().value())) {
            unknown.add(found.hash().value());
          }
        });
    add(findings, Kind.FILE_UNKNOWN, unknown);
    return new Report(files, bytes, findings);
  }

  private List<String> damages() {
    return texts("PRAGMA integrity_check").stream().filter(line -> !line.equals("ok")).toList();
  }

  private List<String> brokenReferences() {
    return database.read(
        handle ->
            handle
                .createQuery("PRAGMA foreign_key_check")
                .map((row, _) -> row.getString("table") + " → " + row.getString("parent"))
                .list());
  }

  private List<Row> live() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT hash, size FROM blob WHERE state = 'LIVE' ORDER BY hash")
                .map((row, _) -> new Row(new BlobHash(row.getString(1)), row.getLong(2)))
                .list());
  }

  private boolean isLive(BlobHash hash) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT 1 FROM blob WHERE state = 'LIVE' AND hash = :hash")
                .bind("hash", hash.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  private List<String> texts(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static String hash(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void add(List<Finding> findings, Kind kind, List<String> examples) {
    if (!examples.isEmpty()) {
      findings.add(
          new Finding(kind, examples.size(), examples.stream().limit(MOST_EXAMPLES).toList()));
    }
  }
}
