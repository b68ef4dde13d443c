package dev.reelwright.provider.simulated;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class CrashProofTest {
  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class OnSqlite extends CrashProofContract {
    OnSqlite() {
      super(MortalStudio::sqlite);
    }
  }

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class OnPostgres extends CrashProofContract {
    OnPostgres() {
      super(MortalStudio::postgres);
    }
  }
}
