package dev.reelwright.production;

import dev.reelwright.asset.AssetId;
import dev.reelwright.engine.BlockReason;
import dev.reelwright.engine.RunError;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepId;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.store.Json;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of the engine and the ledger as facts to show.
final class ProductionRows {
  // What the same order would meet again, however often it is tried.
  private static final Set<String> FINAL_CODES =
      Set.of("INVALID_REQUEST", "CONTENT_POLICY", "NOT_ALLOWED", "NO_PROVIDER");

  List<RunFacts> runs(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM run WHERE project_id = :project ORDER BY created_at, id")
        .bind("project", project.value())
        .map((row, _) -> run(row))
        .list();
  }

  List<StepFacts> steps(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM step WHERE project_id = :project ORDER BY created_at, id")
        .bind("project", project.value())
        .map((row, _) -> step(row))
        .list();
  }

  List<CallFacts> calls(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM attempt WHERE project_id = :project ORDER BY intended_at, id")
        .bind("project", project.value())
        .map((row, _) -> call(row))
        .list();
  }

  List<AliasRow> aliases(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            """
            SELECT alias.surface, alias.kind, alias.external_id, alias.entity_id
              FROM alias
              JOIN (SELECT :project AS id
                    UNION ALL SELECT id FROM scene WHERE project_id = :project
                    UNION ALL SELECT id FROM shot WHERE project_id = :project
                    UNION ALL SELECT id FROM run WHERE project_id = :project
                    UNION ALL SELECT id FROM step WHERE project_id = :project
                    UNION ALL SELECT id FROM take WHERE project_id = :project) named
                ON named.id = alias.entity_id
             ORDER BY alias.created_at, alias.external_id
            """)
        .bind("project", project.value())
        .map(
            (row, _) ->
                new AliasRow(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .list();
  }

  Map<String, Stamps> stamps(Handle handle, ProjectId project) {
    var stamps = new HashMap<String, Stamps>();
    handle
        .createQuery(
            """
            SELECT id, created_at, updated_at FROM scene WHERE project_id = :project
            UNION ALL
            SELECT id, created_at, updated_at FROM shot WHERE project_id = :project
            """)
        .bind("project", project.value())
        .map(
            (row, _) ->
                Map.entry(
                    row.getString(1),
                    new Stamps(
                        Instant.ofEpochMilli(row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)))))
        .forEach(entry -> stamps.put(entry.getKey(), entry.getValue()));
    return stamps;
  }

  Map<ProjectId, ProductionDigest> digests(Handle handle, Set<ProjectId> ids) {
    var texts = ids.stream().map(ProjectId::value).toList();
    var runs = new HashMap<String, RunFacts>();
    handle
        .createQuery(
            """
            SELECT run.* FROM run
              JOIN (SELECT id, ROW_NUMBER() OVER (PARTITION BY project_id
                                                  ORDER BY created_at DESC, id DESC) AS place
                      FROM run WHERE project_id IN (<ids>)) newest
                ON newest.id = run.id AND newest.place = 1
            """)
        .bindList("ids", texts)
        .map((row, _) -> Map.entry(row.getString("project_id"), run(row)))
        .forEach(entry -> runs.put(entry.getKey(), entry.getValue()));
    var digests = new HashMap<ProjectId, ProductionDigest>();
    handle
        .createQuery(
            """
            SELECT project.id,
                   (SELECT COUNT(*) FROM shot WHERE shot.project_id = project.id
                     AND shot.alternate = 0) AS shots,
                   (SELECT COUNT(*) FROM take WHERE take.project_id = project.id
                     AND take.role = 'CLIP' AND take.candidate = 0 AND take.selected) AS clips,
                   (SELECT MAX(take.asset_id) FROM take WHERE take.project_id = project.id
                     AND take.role = 'CUT' AND take.candidate = 0 AND take.selected) AS cut,
                   (SELECT take.asset_id FROM take WHERE take.project_id = project.id
                     AND take.role IN ('START_FRAME', 'IMAGE') AND take.selected
                     ORDER BY take.created_at, take.id LIMIT 1) AS cover
              FROM project WHERE project.id IN (<ids>)
            """)
        .bindList("ids", texts)
        .map(
            (row, _) ->
                new ProductionDigest(
                    new ProjectId(row.getString("id")),
                    runs.get(row.getString("id")),
                    row.getInt("shots"),
                    row.getInt("clips"),
                    asset(row.getString("cut")),
                    asset(row.getString("cover"))))
        .forEach(digest -> digests.put(digest.id(), digest));
    return digests;
  }

  static RunFacts run(ResultSet row) throws SQLException {
    var blockedOn = row.getString("blocked_on");
    return new RunFacts(
        new RunId(row.getString("id")),
        RunGoal.valueOf(row.getString("goal")),
        RunState.valueOf(row.getString("state")),
        blockedOn == null ? null : BlockReason.valueOf(blockedOn),
        failure(row.getString("error")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "started_at"),
        instant(row, "ended_at"));
  }

  static StepFacts step(ResultSet row) throws SQLException {
    var role = SlotRole.valueOf(row.getString("role"));
    return new StepFacts(
        new StepId(row.getString("id")),
        new RunId(row.getString("run_id")),
        StepKind.valueOf(row.getString("kind")),
        new Slot(
            new ProjectId(row.getString("project_id")),
            role.belongsToProject() ? null : new ShotId(row.getString("subject_id")),
            role,
            row.getInt("candidate"),
            row.getInt("generation")),
        StepStatus.valueOf(row.getString("state")),
        row.getString("lane"),
        row.getInt("priority"),
        row.getInt("tries"),
        Json.readMap(row.getString("spec")),
        failure(row.getString("error")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")),
        instant(row, "ended_at"));
  }

  private static CallFacts call(ResultSet row) throws SQLException {
    var currency = Currency.getInstance(row.getString("currency"));
    var charge = row.getLong("charge_micros");
    var charged = row.wasNull() ? null : new Money(charge, currency);
    var job = row.getString("provider_job");
    return new CallFacts(
        new AttemptId(row.getString("id")),
        new StepId(row.getString("step_id")),
        row.getString("provider"),
        row.getString("model"),
        job == null ? null : new ProviderJob(job),
        row.getInt("polls"),
        new Money(row.getLong("quote_micros"), currency),
        charged,
        Instant.ofEpochMilli(row.getLong("intended_at")),
        instant(row, "accepted_at"),
        instant(row, "ended_at"));
  }

  static @Nullable Failure failure(@Nullable String json) {
    if (json == null) {
      return null;
    }
    var error = Json.read(json, RunError.class);
    return new Failure(error.code(), error.message(), !FINAL_CODES.contains(error.code()));
  }

  private static @Nullable AssetId asset(@Nullable String id) {
    return id == null ? null : new AssetId(id);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
