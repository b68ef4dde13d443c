package dev.reelwright.engine;

import org.junit.jupiter.api.Nested;

class PullLanesTest {
  @Nested
  class OnSqlite extends PullLanesContract {
    OnSqlite() {
      super(Places::sqlite);
    }
  }

  @Nested
  class OnPostgres extends PullLanesContract {
    OnPostgres() {
      super(Places::postgres);
    }
  }
}
