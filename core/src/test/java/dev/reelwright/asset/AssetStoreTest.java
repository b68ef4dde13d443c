package dev.reelwright.asset;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class AssetStoreTest {
  @Nested
  class OnSqlite extends AssetStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends AssetStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
