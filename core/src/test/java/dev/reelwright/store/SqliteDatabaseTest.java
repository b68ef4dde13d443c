package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void isSettledUntilSomethingIsWritten() {
    long before = database.settled();
    Object _ = pragma("journal_mode");
    long after = database.settled();

    assertThat(before).isNotEqualTo(Database.UNSETTLED);
    assertThat(after).isNotEqualTo(Database.UNSETTLED).isNotEqualTo(before);
    assertThat(database.settled()).isEqualTo(after);
  }

  @Test
  void isUnsettledWhileSomethingIsWritten() {
    long during = database.write(_ -> database.settled());
    long told = database.writeDurablySoon(_ -> database.settled()).join();

    assertThat(during).isEqualTo(Database.UNSETTLED);
    assertThat(told).isEqualTo(Database.UNSETTLED);
  }

  @Test
  void aStatementThatFailedForWantOfRoomWorksOnceThereIsRoom() {
    var text = "INSERT INTO alias VALUES ('test', 'thing', ?, 'entity', 0)";
    database.update(handle -> handle.execute(text, "first"));
    database.update(
        handle -> one(handle, "PRAGMA max_page_count = " + one(handle, "PRAGMA page_count")));
    assertThatThrownBy(() -> database.update(handle -> handle.execute(text, "x".repeat(1_000_000))))
        .isInstanceOfSatisfying(
            StoreException.class,
            full -> assertThat(full.kind()).isEqualTo(StoreException.Kind.DISK_FULL));
    database.update(handle -> one(handle, "PRAGMA max_page_count = 1073741823"));

    for (var n = 0; n < 3; n++) {
      var name = "later " + n;
      database.update(handle -> handle.execute(text, name));
    }

    long count =
        database.read(
            handle -> handle.createQuery("SELECT COUNT(*) FROM alias").mapTo(Long.class).one());
    assertThat(count).isEqualTo(4);
  }

  @Test
  void forgetsWhatAnAbandonedReadHadBegunToRead() {
    database.update(
        handle -> handle.execute("INSERT INTO alias VALUES ('test', 'thing', 'a', 'entity', 0)"));
    var text = "SELECT external_id FROM alias";
    database.read(handle -> handle.createQuery(text).mapTo(String.class).stream().findFirst());

    database.update(
        handle -> handle.execute("INSERT INTO alias VALUES ('test', 'thing', 'b', 'entity', 0)"));

    var names = database.read(handle -> handle.createQuery(text).mapTo(String.class).list());
    assertThat(names).containsExactlyInAnyOrder("a", "b");
  }

  private String pragma(String name) {
    return database.write(handle -> one(handle, "PRAGMA " + name));
  }

  private static String one(org.jdbi.v3.core.Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }
}
