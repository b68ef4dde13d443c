package dev.reelwright.provider.simulated;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class FaultTest {
  @Nested
  class OnSqlite extends FaultContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends FaultContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
