package dev.reelwright.store;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/// Brings a database to the schema of this program, or refuses.
final class Migrations {
  private Migrations() {}

  /// @throws StoreException when a newer program has migrated it, or it holds something else
  static void apply(Dialect dialect, DataSource source, String place) {
    var flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/migration")
            .failOnMissingLocations(true)
            .placeholders(dialect.placeholders())
            .cleanDisabled(true)
            .load();
    try {
      refuseNewer(flyway, place);
      flyway.migrate();
    } catch (FlywayException e) {
      throw StoreException.explain(place, e)
          .orElseGet(
              () ->
                  new StoreException(
                      StoreException.Kind.CORRUPT,
                      "The database %s cannot be brought to the current schema: %s. Restore it from a backup, or choose another one."
                          .formatted(place, e.getMessage()),
                      e));
    }
  }

  private static void refuseNewer(Flyway flyway, String place) {
    var newest =
        Arrays.stream(flyway.info().all())
            .filter(
                migration ->
                    migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
            .map(migration -> migration.getVersion())
            .reduce((_, last) -> last);
    if (newest.isPresent()) {
      throw new StoreException(
          StoreException.Kind.NEWER,
          "The database %s has schema %s, written by a newer version than this one. It was left untouched; install the newer version, or choose another data folder."
              .formatted(place, newest.get()),
          null);
    }
  }
}
