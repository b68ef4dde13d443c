package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class VerdictTest {
  @Nested
  class OnSqlite extends VerdictContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends VerdictContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
