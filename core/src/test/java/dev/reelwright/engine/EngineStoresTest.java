package dev.reelwright.engine;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class EngineStoresTest {
  @Nested
  class OnSqlite extends EngineStoresContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends EngineStoresContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
