package dev.reelwright.store;

class PostgresDatabaseTest extends DatabaseContract {
  @Override
  Database fresh() {
    return TestDatabases.postgres();
  }
}
