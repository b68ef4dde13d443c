package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqliteDatabaseTest extends DatabaseContract {
  @Override
  Database fresh() {
    return TestDatabases.sqlite();
  }

  @Test
  void writesAheadAndChecksForeignKeys() {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("foreign_keys")).isEqualTo("1");
  }

  @Test
  void waitsForTheDiskOnlyInDurableWrites() {
    var durable = database.writeDurably(handle -> one(handle, "PRAGMA synchronous"));

    assertThat(durable).isEqualTo("2");
    assertThat(pragma("synchronous")).isEqualTo("1");
  }

  private String pragma(String name) {
    return database.write(handle -> one(handle, "PRAGMA " + name));
  }

  private static String one(org.jdbi.v3.core.Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }
}
