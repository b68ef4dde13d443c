package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class RecoveryTest {
  @Nested
  class OnSqlite extends RecoveryContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends RecoveryContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
