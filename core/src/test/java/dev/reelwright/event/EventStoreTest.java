package dev.reelwright.event;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class EventStoreTest {
  @Nested
  class OnSqlite extends EventStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends EventStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
