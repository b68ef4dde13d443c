package dev.reelwright.upgrade;

import dev.reelwright.store.Database;
import dev.reelwright.store.OldPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

class UpgradeTest {
  @Nested
  class OnSqlite extends UpgradeContract {
    @Override
    Database open(Path oldDatabase) {
      return Database.sqlite(oldDatabase);
    }
  }

  @Nested
  class OnPostgres extends UpgradeContract {
    @Override
    Database open(Path oldDatabase) {
      return OldPostgres.copyOf(oldDatabase);
    }
  }
}
