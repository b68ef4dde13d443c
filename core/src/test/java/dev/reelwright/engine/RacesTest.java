package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class RacesTest {
  @Nested
  class OnSqlite extends RacesContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends RacesContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
