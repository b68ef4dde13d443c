package dev.reelwright.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.flywaydb.core.Flyway;

/// A PostgreSQL database as an older version would have left it: its schema, with the rows of a
/// SQLite file of that version. The scheduler's rows stay behind, which is nothing worse than a
/// crash.
public final class OldPostgres {
  private static final String USER = "postgres";

  private OldPostgres() {}

  /// Copies the file, then opens the copy with this version.
  public static Database copyOf(Path sqlite) {
    var url = TestDatabases.emptyPostgresUrl();
    try (var from = DriverManager.getConnection("jdbc:sqlite:" + sqlite);
        var to = DriverManager.getConnection(url, USER, USER)) {
      migrate(url, schemaOf(from));
      // The order of tables does not matter then.
      execute(to, "SET session_replication_role = replica");
      for (var table : tables(to)) {
        copy(from, to, table);
      }
      execute(
          to,
          "SELECT setval(pg_get_serial_sequence('event', 'seq'), (SELECT MAX(seq) FROM event))");
    } catch (SQLException e) {
      throw new IllegalStateException("copying " + sqlite, e);
    }
    return Database.postgres(url, USER, USER);
  }

  private static void migrate(String url, String schema) {
    Flyway.configure()
        .dataSource(url, USER, USER)
        .locations("classpath:db/migration")
        .placeholders(Dialect.POSTGRES.placeholders())
        .target(schema)
        .load()
        .migrate();
  }

  private static String schemaOf(Connection sqlite) throws SQLException {
    try (var statement = sqlite.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<String> tables(Connection postgres) throws SQLException {
    var tables = new ArrayList<String>();
    try (var rows = postgres.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        var table = rows.getString("TABLE_NAME");
        if (!table.startsWith("flyway") && !table.equals("scheduled_tasks")) {
          tables.add(table);
        }
      }
    }
    return tables;
  }

  private static void copy(Connection from, Connection to, String table) throws SQLException {
    var columns = new ArrayList<String>();
    var types = new ArrayList<Integer>();
    try (var rows = to.getMetaData().getColumns(null, "public", table, "%")) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME"));
        types.add(rows.getInt("DATA_TYPE"));
      }
    }
    var names = String.join(", ", columns);
    try (var read = from.createStatement();
        var rows = read.executeQuery("SELECT %s FROM \"%s\"".formatted(names, table));
        var write =
            to.prepareStatement(
                "INSERT INTO \"%s\" (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
                    .formatted(
                        table,
                        names,
                        String.join(", ", Collections.nCopies(columns.size(), "?"))))) {
      while (rows.next()) {
        for (var index = 1; index <= columns.size(); index++) {
          write.setObject(index, value(rows, index, types.get(index - 1)));
        }
        write.execute();
      }
    }
  }

  /// SQLite has no truth values of its own and keeps small numbers small.
  private static Object value(ResultSet rows, int index, int type) throws SQLException {
    var value = rows.getObject(index);
    if (value == null) {
      return null;
    }
    return switch (type) {
      case Types.BIT, Types.BOOLEAN -> rows.getInt(index) != 0;
      case Types.BIGINT -> rows.getLong(index);
      case Types.INTEGER, Types.SMALLINT -> rows.getInt(index);
      default -> value;
    };
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
