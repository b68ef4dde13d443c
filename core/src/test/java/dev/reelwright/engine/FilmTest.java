package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class FilmTest {
  @Nested
  class OnSqlite extends FilmContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends FilmContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
