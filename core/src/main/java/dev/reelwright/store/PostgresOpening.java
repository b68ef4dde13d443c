package dev.reelwright.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;

/// Opens PostgreSQL: two pools, because reads run on one frozen state and writes do not.
final class PostgresOpening {
  private static final int CONNECTIONS = 10;

  private PostgresOpening() {}

  static Database open(String jdbcUrl, String user, String password) {
    HikariDataSource writers = null;
    try {
      writers = new HikariDataSource(pool("writer", jdbcUrl, user, password));
      Migrations.apply(Dialect.POSTGRES, writers, jdbcUrl);
      var snapshots = pool("reader", jdbcUrl, user, password);
      snapshots.setReadOnly(true);
      snapshots.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
      return new Database(
          Dialect.POSTGRES, jdbcUrl, false, writers, new HikariDataSource(snapshots));
    } catch (RuntimeException e) {
      if (writers != null) {
        writers.close();
      }
      if (e instanceof PoolInitializationException) {
        throw new StoreException(
            StoreException.Kind.UNREACHABLE,
            "Connecting to the database %s as %s failed: %s. Check that it runs, and its address, user and password."
                .formatted(jdbcUrl, user, e.getMessage()),
            e);
      }
      throw e;
    }
  }

  private static HikariConfig pool(String name, String jdbcUrl, String user, String password) {
    var config = new HikariConfig();
    config.setPoolName("postgres-" + name);
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    return config;
  }
}
