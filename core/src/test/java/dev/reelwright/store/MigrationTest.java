package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.store.StoreException.Kind;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The schema, made from nothing, on both databases.
class MigrationTest {
  @Test
  void bothDatabasesHaveTheSameTablesAndColumns() {
    try (var sqlite = TestDatabases.sqlite();
        var postgres = TestDatabases.postgres()) {
      var onSqlite = columns(sqlite);

      assertThat(onSqlite).isEqualTo(columns(postgres)).hasSizeGreaterThan(25);
      assertThat(onSqlite.keySet())
          .contains("project", "scene", "shot", "take", "slot", "asset", "blob", "run", "step")
          .contains("attempt", "budget", "hold", "lane", "event", "webhook", "delivery", "edit")
          .contains("account", "api_key", "client", "campaign", "character", "style_template")
          .contains("plan_template", "alias", "scheduled_tasks");
    }
  }

  @Test
  void migratesAnEmptyPostgresDatabaseAndOpensItAgain() {
    var url = TestDatabases.emptyPostgresUrl();

    Database.postgres(url, "postgres", "postgres").close();

    try (var again = Database.postgres(url, "postgres", "postgres")) {
      assertThat(columns(again)).containsKey("project");
    }
  }

  @Test
  void refusesAPostgresDatabaseOfANewerVersion() {
    var url = TestDatabases.emptyPostgresUrl();
    try (var database = Database.postgres(url, "postgres", "postgres")) {
      database.update(
          handle ->
              handle.execute(
                  """
                  INSERT INTO flyway_schema_history
                  SELECT 99, '99', 'from the future', type, 'V99__future.sql', checksum,
                         installed_by, installed_on, execution_time, success
                    FROM flyway_schema_history WHERE version = '1'
                  """));
    }

    assertThatThrownBy(() -> Database.postgres(url, "postgres", "postgres"))
        .isInstanceOfSatisfying(
            StoreException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.NEWER));
  }

  @Test
  void checksForeignKeysAndWordsOnBoth() {
    try (var sqlite = TestDatabases.sqlite();
        var postgres = TestDatabases.postgres()) {
      for (var database : Set.of(sqlite, postgres)) {
        assertThatThrownBy(
                () ->
                    database.update(
                        handle ->
                            handle.execute("INSERT INTO project_wake (project_id) VALUES ('x')")))
            .as(database.dialect() + " foreign key")
            .hasMessageContaining("constraint");
        assertThatThrownBy(
                () ->
                    database.update(
                        handle ->
                            handle.execute(
                                "INSERT INTO blob (hash, size, state, created_at) VALUES ('x', 1, 'GONE', 0)")))
            .as(database.dialect() + " check")
            .hasMessageContaining("constraint");
      }
    }
  }

  private static Map<String, Set<String>> columns(Database database) {
    return database.read(
        handle -> {
          try {
            return columns(handle.getConnection().getMetaData(), database.dialect());
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Map<String, Set<String>> columns(DatabaseMetaData metaData, Dialect dialect)
      throws SQLException {
    var columns = new TreeMap<String, Set<String>>();
    var schema = dialect == Dialect.POSTGRES ? "public" : null;
    try (var rows = metaData.getColumns(null, schema, "%", "%")) {
      while (rows.next()) {
        var table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        columns
            .computeIfAbsent(table, _ -> new TreeSet<>())
            .add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
      }
    }
    columns.keySet().removeIf(table -> table.startsWith("flyway") || table.startsWith("sqlite"));
    return columns;
  }
}
