package dev.reelwright.provider.simulated;

import org.junit.jupiter.api.Nested;

class CrashProofTest {
  @Nested
  class OnSqlite extends CrashProofContract {
    OnSqlite() {
      super(MortalStudio::sqlite);
    }
  }

  @Nested
  class OnPostgres extends CrashProofContract {
    OnPostgres() {
      super(MortalStudio::postgres);
    }
  }
}
