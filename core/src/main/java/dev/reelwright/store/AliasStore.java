package dev.reelwright.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a surface calls an id and we do not. Thread-safe.
public final class AliasStore {
  /// Gives an entity one more name on a surface.
  ///
  /// @param kind of entity as the surface sees it: `job`, `run` …
  /// @return false when the name is taken; the old meaning stays
  public boolean add(
      Handle handle, String surface, String kind, String externalId, String entityId, Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO alias (surface, kind, external_id, entity_id, created_at)
                VALUES (:surface, :kind, :externalId, :entityId, :now)
                ON CONFLICT DO NOTHING
                """)
            .bind("surface", surface)
            .bind("kind", kind)
            .bind("externalId", externalId)
            .bind("entityId", entityId)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// The entity behind a name.
  public Optional<String> entity(Handle handle, String surface, String kind, String externalId) {
    return handle
        .createQuery(
            """
            SELECT entity_id FROM alias
             WHERE surface = :surface AND kind = :kind AND external_id = :externalId
            """)
        .bind("surface", surface)
        .bind("kind", kind)
        .bind("externalId", externalId)
        .mapTo(String.class)
        .findOne();
  }

  /// The oldest name of an entity on a surface.
  public Optional<String> name(Handle handle, String surface, String kind, String entityId) {
    return handle
        .createQuery(
            """
            SELECT external_id FROM alias
             WHERE entity_id = :entityId AND surface = :surface AND kind = :kind
             ORDER BY created_at, external_id LIMIT 1
            """)
        .bind("surface", surface)
        .bind("kind", kind)
        .bind("entityId", entityId)
        .mapTo(String.class)
        .findOne();
  }
}
