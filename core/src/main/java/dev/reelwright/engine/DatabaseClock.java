package dev.reelwright.engine;

import dev.reelwright.store.Database;
import dev.reelwright.store.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time that leases, wake-ups and rate windows go by: on PostgreSQL, which several nodes share,
/// the database's; on SQLite our own. Thread-safe.
final class DatabaseClock implements InstantSource {
  private final Database database;
  private final InstantSource local;
  private volatile Duration ahead = Duration.ZERO;

  DatabaseClock(Database database, InstantSource local) {
    this.database = database;
    this.local = local;
  }

  @Override
  public Instant instant() {
    return local.instant().plus(ahead);
  }

  /// Measures again how far the database's clock is ahead of ours.
  void adjust() {
    if (database.dialect() == Dialect.POSTGRES) {
      var theirs =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")
                      .mapTo(Long.class)
                      .one());
      ahead = Duration.between(local.instant(), Instant.ofEpochMilli(theirs));
    }
  }
}
