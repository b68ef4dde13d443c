package dev.reelwright.library;

import dev.reelwright.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The rows of plan templates, which are added and never changed. Every method is a part of the
/// caller's transaction. Thread-safe.
public final class PlanTemplateStore {
  /// Stores a version that is not there yet.
  ///
  /// @return false when it is; the stored one stays as it was
  public boolean add(Handle handle, PlanTemplate template) {
    return handle
            .createUpdate(
                """
                INSERT INTO plan_template (id, version, tags, constraints, skeleton,
                  created_at, updated_at)
                VALUES (:id, :version, :tags, :constraints, :skeleton, :createdAt, :createdAt)
                ON CONFLICT (id, version) DO NOTHING
                """)
            .bind("id", template.id())
            .bind("version", template.version())
            .bind("tags", Json.write(template.tags()))
            .bind("constraints", Json.write(template.constraints()))
            .bind("skeleton", Json.write(template.skeleton()))
            .bind("createdAt", template.createdAt().toEpochMilli())
            .execute()
        == 1;
  }

  public Optional<PlanTemplate> find(Handle handle, String id, String version) {
    return handle
        .createQuery("SELECT * FROM plan_template WHERE id = :id AND version = :version")
        .bind("id", id)
        .bind("version", version)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// The highest version of each template, by id. Made for tens of them: SQL cannot order versions.
  public List<PlanTemplate> newest(Handle handle) {
    var newest = new TreeMap<String, PlanTemplate>();
    handle
        .createQuery("SELECT * FROM plan_template")
        .map((row, _) -> read(row))
        .forEach(
            template ->
                newest.merge(
                    template.id(),
                    template,
                    (kept, other) -> other.isNewerThan(kept) ? other : kept));
    return List.copyOf(newest.values());
  }

  private static PlanTemplate read(ResultSet row) throws SQLException {
    return new PlanTemplate(
        row.getString("id"),
        row.getString("version"),
        Json.readMap(row.getString("tags")),
        Json.readMap(row.getString("constraints")),
        Json.readMap(row.getString("skeleton")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
