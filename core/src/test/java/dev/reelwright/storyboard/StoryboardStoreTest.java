package dev.reelwright.storyboard;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class StoryboardStoreTest {
  @Nested
  class OnSqlite extends StoryboardStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends StoryboardStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
