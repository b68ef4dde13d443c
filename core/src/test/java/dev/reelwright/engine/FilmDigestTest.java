package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class FilmDigestTest {
  @Nested
  class OnSqlite extends FilmDigestContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends FilmDigestContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
