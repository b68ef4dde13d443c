package dev.reelwright.provider.simulated;

class CrashProofOnPostgresTest extends CrashProofContract {
  CrashProofOnPostgresTest() {
    super(MortalStudio::postgres);
  }
}
