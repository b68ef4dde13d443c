package dev.reelwright.engine;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class LanesTest {
  @Nested
  class OnSqlite extends LanesContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends LanesContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
