package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class PoisonTest {
  @Nested
  class OnSqlite extends PoisonContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends PoisonContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
