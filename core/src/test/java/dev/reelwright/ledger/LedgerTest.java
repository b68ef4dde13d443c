package dev.reelwright.ledger;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;

class LedgerTest {
  @Nested
  class OnSqlite extends LedgerContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends LedgerContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
