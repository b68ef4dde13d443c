package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SQLite files that are missing, foreign, damaged, newer or full.
class SqliteFileTest {
  @TempDir Path folder;

  @Test
  void makesTheFileAndItsFolders() {
    var file = folder.resolve("a/b/reelwright.db");

    Database.sqlite(file).close();

    assertThat(file).isNotEmptyFile();
  }

  @Test
  void opensAgainWhatItWrote() {
    var file = folder.resolve("reelwright.db");
    try (var database = Database.sqlite(file)) {
      database.update(handle -> insertAlias(handle, "a"));
    }

    try (var database = Database.sqlite(file)) {
      int aliases = database.read(SqliteFileTest::countAliases);
      assertThat(aliases).isEqualTo(1);
    }
  }

  @Test
  void keepsEveryDurableWriteWhenTheProcessIsKilled() throws Exception {
    var file = folder.resolve("reelwright.db");
    var process = writeInAnotherProcess(file);
    int promised = 0;
    try (var output = process.inputReader()) {
      while (promised < 50) {
        promised = Integer.parseInt(output.readLine());
      }
      // By its handle: Process itself would close the output that is still to be read.
      process.toHandle().destroyForcibly();
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        promised = Integer.parseInt(line);
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    try (var database = Database.sqlite(file)) {
      int kept = database.read(SqliteFileTest::countAliases);
      assertThat(kept).isGreaterThanOrEqualTo(promised);
    }
  }

  @Test
  void refusesATextFileAndLeavesItUntouched() throws IOException {
    var file = Files.writeString(folder.resolve("reelwright.db"), "holiday plans ".repeat(500));

    assertRefused(file, Kind.CORRUPT, "is not a database");

    assertThat(file).hasContent("holiday plans ".repeat(500));
  }

  @Test
  void refusesAFileThatIsShorterThanAHeader() throws IOException {
    var file = Files.writeString(folder.resolve("reelwright.db"), "SQL");

    assertRefused(file, Kind.CORRUPT, "is not a database");
  }

  @Test
  void refusesADamagedDatabase() throws IOException {
    var file = filledDatabase();
    overwrite(file, 4096, 40_000);
    var before = Files.readAllBytes(file);

    assertRefused(file, Kind.CORRUPT, "backup");

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void refusesADatabaseThatWasCutShort() throws IOException {
    var file = filledDatabase();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(10_000);
    }

    assertRefused(file, Kind.CORRUPT, "backup");
  }

  @Test
  void refusesTheDatabaseOfAnotherProgram() throws SQLException {
    var file = folder.resolve("other.db");
    execute(file, "CREATE TABLE recipes (name TEXT)");

    assertRefused(file, Kind.CORRUPT, file.toString());
  }

  @Test
  void refusesADatabaseOfAnotherDevelopmentVersionAndLeavesItUntouched() throws Exception {
    var file = folder.resolve("reelwright.db");
    Database.sqlite(file).close();
    execute(file, "UPDATE flyway_schema_history SET checksum = checksum + 1");
    var before = Files.readAllBytes(file);

    assertRefused(file, Kind.OTHER_BUILD, "another development version");

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void isReadBesideWhoHasItOpen() {
    var file = folder.resolve("reelwright.db");
    try (var open = Database.sqlite(file);
        var beside = Database.sqliteBeside(file).orElseThrow()) {
      open.update(handle -> insertAlias(handle, "a"));

      int aliases = beside.read(SqliteFileTest::countAliases);
      assertThat(aliases).isEqualTo(1);
    }
  }

  @Test
  void isNotReadBesideBeforeItsTablesAreThere() throws SQLException {
    var file = folder.resolve("reelwright.db");
    execute(file, "CREATE TABLE first (id TEXT)");
    execute(file, "DROP TABLE first");

    assertThat(Database.sqliteBeside(file)).isEmpty();
  }

  @Test
  void refusesADatabaseOfANewerVersionAndLeavesItUntouched() throws Exception {
    var file = folder.resolve("reelwright.db");
    Database.sqlite(file).close();
    execute(
        file,
        """
        INSERT INTO flyway_schema_history
        SELECT 99, '99', 'from the future', type, 'V99__future.sql', checksum, installed_by,
               installed_on, execution_time, success
          FROM flyway_schema_history WHERE version = '1'
        """);
    var before = Files.readAllBytes(file);

    assertRefused(file, Kind.NEWER, "schema 99");

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    var occupied = Files.writeString(folder.resolve("occupied"), "a file");

    assertRefused(occupied.resolve("reelwright.db"), Kind.UNWRITABLE, "another data folder");
  }

  @Test
  void refusesAFolderWithoutTheRightToWrite() {
    var locked = folder.resolve("locked");
    assertThat(locked.toFile().mkdir()).isTrue();
    assertThat(locked.toFile().setWritable(false)).isTrue();
    Assumptions.assumeFalse(Files.isWritable(locked), "this user may write everywhere");

    assertRefused(locked.resolve("reelwright.db"), Kind.UNWRITABLE, "rights");
  }

  @Test
  void saysThatTheDiskIsFullAndKeepsWhatWasThere() {
    try (var database = Database.sqlite(folder.resolve("reelwright.db"))) {
      database.update(handle -> insertAlias(handle, "before"));
      database.update(
          handle -> {
            var pages = handle.createQuery("PRAGMA page_count").mapTo(Integer.class).one();
            handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(Integer.class).one();
          });

      assertRefused(
          () -> database.update(handle -> insertAlias(handle, "x".repeat(1_000_000))),
          Kind.DISK_FULL,
          "Free some space");

      int aliases = database.read(SqliteFileTest::countAliases);
      assertThat(aliases).isEqualTo(1);
    }
  }

  @Test
  void saysThatAPostgresServerDoesNotAnswer() {
    assertRefused(
        () -> Database.postgres("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret"),
        Kind.UNREACHABLE,
        "127.0.0.1:1");
  }

  private static Process writeInAnotherProcess(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.config.file="
                + System.getProperty("java.util.logging.config.file"),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Path filledDatabase() {
    var file = folder.resolve("reelwright.db");
    try (var database = Database.sqlite(file)) {
      for (int i = 0; i < 100; i++) {
        var name = i + "x".repeat(1000);
        database.update(handle -> insertAlias(handle, name));
      }
    }
    return file;
  }

  private static void overwrite(Path file, long from, int length) throws IOException {
    var noise = new byte[length];
    new Random(7).nextBytes(noise);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(noise), from);
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int insertAlias(org.jdbi.v3.core.Handle handle, String id) {
    return handle.execute("INSERT INTO alias VALUES ('test', 'thing', ?, 'entity', 0)", id);
  }

  private static int countAliases(org.jdbi.v3.core.Handle handle) {
    return handle.createQuery("SELECT count(*) FROM alias").mapTo(Integer.class).one();
  }

  private static void assertRefused(Path file, Kind kind, String words) {
    assertRefused(() -> Database.sqlite(file).close(), kind, words);
  }

  private static void assertRefused(ThrowingCallable opening, Kind kind, String words) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  /// Writes rows until it is killed, and says each number once the row is written for good.
  static final class Writer {
    public static void main(String[] arguments) {
      try (var database = Database.sqlite(Path.of(arguments[0]))) {
        for (int i = 1; i < 1_000_000; i++) {
          var name = "n" + i;
          database.updateDurably(handle -> insertAlias(handle, name));
          System.out.println(i);
        }
      }
    }
  }
}
