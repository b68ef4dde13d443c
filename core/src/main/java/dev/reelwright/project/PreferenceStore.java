package dev.reelwright.project;

import dev.reelwright.store.Json;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The rows of preferences. Every method is a part of the caller's transaction. Thread-safe.
public final class PreferenceStore {
  public Preferences.Kept find(Handle handle, String owner) {
    return handle
        .createQuery("SELECT value, version FROM preference WHERE owner = :owner")
        .bind("owner", owner)
        .map(
            (row, _) ->
                new Preferences.Kept(
                    Json.read(row.getString("value"), Preferences.class), row.getLong("version")))
        .findOne()
        .orElseGet(() -> new Preferences.Kept(Preferences.initial(), 0));
  }

  /// @param version that was read
  /// @return false when somebody was faster
  public boolean save(Handle handle, String owner, Preferences value, long version, Instant now) {
    return handle
                .createUpdate(
                    """
                INSERT INTO preference (owner, value, version, updated_at)
                SELECT :owner, :value, 1, :now WHERE :version = 0
                ON CONFLICT (owner) DO NOTHING
                """)
                .bind("owner", owner)
                .bind("value", Json.write(value))
                .bind("version", version)
                .bind("now", now.toEpochMilli())
                .execute()
            + handle
                .createUpdate(
                    """
                    UPDATE preference SET value = :value, version = version + 1, updated_at = :now
                     WHERE owner = :owner AND version = :version AND :version > 0
                    """)
                .bind("owner", owner)
                .bind("value", Json.write(value))
                .bind("version", version)
                .bind("now", now.toEpochMilli())
                .execute()
        == 1;
  }
}
