package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class UnevenFilmTest {
  @Nested
  class OnSqlite extends UnevenFilmContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends UnevenFilmContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
