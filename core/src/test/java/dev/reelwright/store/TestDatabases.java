package dev.reelwright.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh, migrated databases for tests. The caller closes each. SQLite lies in a file of its own;
/// PostgreSQL is one server per JVM, started when first asked for, with a new database each time.
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  public static Database sqlite() {
    return Database.sqlite(emptyFile());
  }

  public static Database postgres() {
    return Database.postgres(emptyPostgresUrl(), "postgres", "postgres");
  }

  /// A path in a new folder where a SQLite file can be made.
  public static Path emptyFile() {
    try {
      var folder = Files.createTempDirectory("reelwright-test");
      var file = folder.resolve("reelwright.db");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("making a folder for a test database", e);
    }
  }

  /// The address of a new database without tables; user and password are `postgres`.
  public static String emptyPostgresUrl() {
    var name = "test" + COUNT.incrementAndGet();
    var server = Server.RUNNING;
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("making test database " + name, e);
    }
    return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), name);
  }

  private static void remove(Path folder) {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      System.err.println("leaving test folder " + folder + ": " + e);
    }
  }

  /// Started by the first use of this class. The library runs the server as another user where the
  /// tests run as root, which PostgreSQL refuses, and stops it with the JVM.
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException("starting PostgreSQL for tests", e);
      }
    }
  }
}
