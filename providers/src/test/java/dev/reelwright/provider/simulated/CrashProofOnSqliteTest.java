package dev.reelwright.provider.simulated;

class CrashProofOnSqliteTest extends CrashProofContract {
  CrashProofOnSqliteTest() {
    super(MortalStudio::sqlite);
  }
}
