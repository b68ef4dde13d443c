package dev.reelwright.engine;

import dev.reelwright.store.Database;
import dev.reelwright.store.TestDatabases;
import java.util.function.Supplier;

/// Empty databases that can be opened more than once.
final class Places {
  private Places() {}

  static Supplier<Database> sqlite() {
    var file = TestDatabases.emptyFile();
    return () -> Database.sqlite(file);
  }

  static Supplier<Database> postgres() {
    var url = TestDatabases.emptyPostgresUrl();
    return () -> Database.postgres(url, "postgres", "postgres");
  }
}
