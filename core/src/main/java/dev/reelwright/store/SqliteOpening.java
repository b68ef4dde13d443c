package dev.reelwright.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// Opens SQLite: one writer, several readers, write-ahead log. What a look at the file can refuse
/// is refused before anything is written to it.
final class SqliteOpening {
  private static final int READERS = 8;
  private static final Duration BUSY = Duration.ofSeconds(10);
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private SqliteOpening() {}

  /// Opens a file beside the process that has it open. Empty when this program would have to change
  /// its tables first.
  static Optional<Database> openBeside(Path file) {
    var path = file.toAbsolutePath();
    var place = path.toString();
    HikariDataSource writer = null;
    boolean isOpen = false;
    try {
      requireMagic(path);
      writer = pool("writer", path, SQLiteConfig.TransactionMode.IMMEDIATE, 1, null);
      if (Migrations.isCurrent(Dialect.SQLITE, writer, place)) {
        isOpen = true;
        return Optional.of(new Database(Dialect.SQLITE, place, false, writer, readers(path, 1)));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unwritable(path, e);
    } catch (RuntimeException e) {
      throw StoreException.explain(place, e).<RuntimeException>map(known -> known).orElse(e);
    } finally {
      if (writer != null && !isOpen) {
        writer.close();
      }
    }
  }

  static Database open(Path file) {
    var path = file.toAbsolutePath();
    var place = path.toString();
    HikariDataSource writer = null;
    try {
      prepareFolder(path);
      if (Files.exists(path) && Files.size(path) > 0) {
        requireMagic(path);
        requireSound(path, place);
      }
      // Flyway, too, works on the one writer: a second one would wait for the first.
      writer = pool("writer", path, SQLiteConfig.TransactionMode.IMMEDIATE, 1, null);
      Migrations.apply(Dialect.SQLITE, writer, place);
      return new Database(Dialect.SQLITE, place, true, writer, readers(path, READERS));
    } catch (IOException e) {
      throw unwritable(path, e);
    } catch (SQLException | RuntimeException e) {
      if (writer != null) {
        writer.close();
      }
      throw StoreException.explain(place, e)
          .<RuntimeException>map(known -> known)
          .orElseGet(() -> new IllegalStateException("opening the database " + place, e));
    }
  }

  private static void prepareFolder(Path file) throws IOException {
    var folder = file.getParent();
    if (folder == null) {
      throw new IOException("a database file needs a folder");
    }
    Files.createDirectories(folder);
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw new IOException("no right to write");
    }
  }

  private static void requireMagic(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new StoreException(
            StoreException.Kind.CORRUPT,
            "The file %s is not a database (it does not begin like one). It was left untouched; restore it from a backup, or move it away to start empty."
                .formatted(file),
            null);
      }
    }
  }

  private static void requireSound(Path file, String place) throws SQLException {
    var source = source(file, SQLiteConfig.TransactionMode.DEFERRED, null);
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      var finding = rows.next() ? rows.getString(1) : "no answer";
      if (!finding.equals("ok")) {
        throw new StoreException(
            StoreException.Kind.CORRUPT,
            "The database %s is damaged (%s). It was left untouched; restore it from a backup, or move it away to start empty."
                .formatted(place, finding),
            null);
      }
    }
  }

  private static HikariDataSource readers(Path file, int connections) {
    return pool(
        "reader",
        file,
        SQLiteConfig.TransactionMode.DEFERRED,
        connections,
        "PRAGMA query_only = 1");
  }

  private static HikariDataSource pool(
      String name,
      Path file,
      SQLiteConfig.TransactionMode mode,
      int connections,
      @Nullable String initSql) {
    var config = new HikariConfig();
    config.setPoolName("sqlite-" + name);
    config.setDataSource(new KeptStatements(source(file, mode, SQLiteConfig.JournalMode.WAL)));
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    // An open file does not go stale; an idle writer is kept, or the log would be folded each time.
    config.setMaxLifetime(0);
    config.setConnectionTimeout(Duration.ofSeconds(60).toMillis());
    config.setConnectionInitSql(initSql);
    return new HikariDataSource(config);
  }

  private static SQLiteDataSource source(
      Path file, SQLiteConfig.TransactionMode mode, SQLiteConfig.@Nullable JournalMode journal) {
    var config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
    // Nobody asks for them, and the driver would after every insert.
    config.setGetGeneratedKeys(false);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setTransactionMode(mode);
    if (journal != null) {
      config.setJournalMode(journal);
    }
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static StoreException unwritable(Path file, IOException cause) {
    return new StoreException(
        StoreException.Kind.UNWRITABLE,
        "The database %s cannot be written: %s. Check the rights of the folder, or choose another data folder."
            .formatted(file, cause),
        cause);
  }
}
