package dev.reelwright.provider.simulated;

import dev.reelwright.store.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class FaultTest {
  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class OnSqlite extends FaultContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class OnPostgres extends FaultContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
