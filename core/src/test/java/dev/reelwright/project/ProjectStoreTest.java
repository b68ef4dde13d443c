package dev.reelwright.project;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class ProjectStoreTest {
  @Nested
  class OnSqlite extends ProjectStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends ProjectStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
