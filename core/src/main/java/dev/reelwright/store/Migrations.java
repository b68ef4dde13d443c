package dev.reelwright.store;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/// Brings a database to the schema of this program, or refuses.
final class Migrations {
  private Migrations() {}

  /// @throws StoreException when a newer program or another build has migrated it, or it holds
  ///   something else
  static void apply(Dialect dialect, DataSource source, String place) {
    var flyway = flyway(dialect, source);
    try {
      refuseNewer(flyway, place);
      refuseOtherBuild(flyway, place);
      flyway.migrate();
    } catch (FlywayException e) {
      throw explained(place, e);
    }
  }

  /// Whether it has the schema of this program. Changes nothing.
  ///
  /// @throws StoreException when a newer program or another build has migrated it
  static boolean isCurrent(Dialect dialect, DataSource source, String place) {
    var flyway = flyway(dialect, source);
    try {
      refuseNewer(flyway, place);
      refuseOtherBuild(flyway, place);
      return flyway.info().pending().length == 0;
    } catch (FlywayException e) {
      throw explained(place, e);
    }
  }

  private static Flyway flyway(Dialect dialect, DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .failOnMissingLocations(true)
        .placeholders(dialect.placeholders())
        .cleanDisabled(true)
        .load();
  }

  private static StoreException explained(String place, FlywayException e) {
    return StoreException.explain(place, e)
        .orElseGet(
            () ->
                new StoreException(
                    StoreException.Kind.CORRUPT,
                    "The database %s cannot be brought to the current schema: %s. Restore it from a backup, or choose another one."
                        .formatted(place, e.getMessage()),
                    e));
  }

  /// The same version with another text: a state between two releases made it.
  private static void refuseOtherBuild(Flyway flyway, String place) {
    boolean isOther =
        Arrays.stream(flyway.info().all())
            .anyMatch(
                migration ->
                    migration.getState() == MigrationState.SUCCESS
                        && !migration.isChecksumMatching());
    if (isOther) {
      throw new StoreException(
          StoreException.Kind.OTHER_BUILD,
          "The database %s was made by another development version, whose tables differ. It was left untouched; use the version that made it, or choose another data folder."
              .formatted(place),
          null);
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
