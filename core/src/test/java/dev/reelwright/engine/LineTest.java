package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class LineTest {
  @Nested
  class OnSqlite extends LineContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends LineContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
