package dev.reelwright.take;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class TakeStoreTest {
  @Nested
  class OnSqlite extends TakeStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends TakeStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
