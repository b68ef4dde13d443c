package dev.reelwright.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh, migrated databases for tests. The caller closes each. SQLite lies in a file of its own;
/// PostgreSQL is one server per JVM, started when first asked for, with a new database each time.
/// Both are copies of one that was migrated once.
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  public static Database sqlite() {
    var file = emptyFile();
    try {
      Files.copy(SqliteTemplate.FILE, file);
    } catch (IOException e) {
      throw new UncheckedIOException("copying the test database", e);
    }
    return Database.sqlite(file);
  }

  public static Database postgres() {
    return openPostgres(PostgresServer.create("TEMPLATE " + PostgresServer.TEMPLATE));
  }

  /// A path in a new folder where a SQLite file can be made; removed at the end of the JVM.
  public static Path emptyFile() {
    try {
      var folder = Files.createTempDirectory("reelwright-test");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return folder.resolve("reelwright.db");
    } catch (IOException e) {
      throw new UncheckedIOException("making a folder for a test database", e);
    }
  }

  /// The address of a new database without tables; user and password are `postgres`.
  public static String emptyPostgresUrl() {
    return PostgresServer.create("TEMPLATE template0");
  }

  private static Database openPostgres(String url) {
    return Database.postgres(url, "postgres", "postgres");
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("leaving test folder " + folder + ": " + e);
    }
  }

  private static final class SqliteTemplate {
    static final Path FILE = migrated();

    private static Path migrated() {
      var file = emptyFile();
      Database.sqlite(file).close();
      return file;
    }
  }

  /// The library runs the server in a user namespace where the tests run as root, which PostgreSQL
  /// refuses, and stops it with the JVM.
  private static final class PostgresServer {
    static final String TEMPLATE = "migrated";
    private static final EmbeddedPostgres RUNNING = start();

    static {
      openPostgres(create(TEMPLATE, "TEMPLATE template0")).close();
    }

    static String create(String template) {
      return create("test" + COUNT.incrementAndGet(), template);
    }

    private static String create(String name, String template) {
      try (var connection = RUNNING.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + " " + template);
      } catch (SQLException e) {
        throw new IllegalStateException("making test database " + name, e);
      }
      return "jdbc:postgresql://localhost:%d/%s".formatted(RUNNING.getPort(), name);
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException | IllegalStateException e) {
        throw new IllegalStateException(
            "starting PostgreSQL for tests failed; where user namespaces are off, run the tests as a user other than root",
            e);
      }
    }
  }
}
