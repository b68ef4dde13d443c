package dev.reelwright.production;

import dev.reelwright.engine.RunId;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads runs and their steps. Thread-safe.
public final class RunReader {
  /// A run with the number of its steps in each state.
  public record RunLine(ProjectId project, RunFacts run, Map<StepStatus, Integer> steps) {
    public RunLine {
      steps = Map.copyOf(steps);
    }
  }

  private final Database database;

  public RunReader(Database database) {
    this.database = database;
  }

  public Optional<RunLine> find(String owner, RunId id) {
    return database.read(
        handle ->
            counted(
                    handle,
                    handle
                        .createQuery(
                            """
                            SELECT run.* FROM run JOIN project ON project.id = run.project_id
                             WHERE run.id = :id AND project.owner = :owner
                            """)
                        .bind("id", id.value())
                        .bind("owner", owner)
                        .map(
                            (row, _) ->
                                new RunLine(
                                    new ProjectId(row.getString("project_id")),
                                    ProductionRows.run(row),
                                    Map.of()))
                        .list())
                .stream()
                .findFirst());
  }

  /// Runs of an owner, newest first.
  ///
  /// @param project only of this project, or null
  /// @param limit 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null
  public Page<RunLine> list(
      String owner, @Nullable ProjectId project, int limit, @Nullable PageCursor after) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT run.* FROM run JOIN project ON project.id = run.project_id"
                          + " WHERE project.owner = :owner"
                          + (project == null ? "" : " AND run.project_id = :project")
                          + (after == null ? "" : " AND (run.created_at, run.id) < (:at, :after)")
                          + " ORDER BY run.created_at DESC, run.id DESC LIMIT :limit")
                  .bind("owner", owner)
                  .bind("limit", Page.requireLimit(limit) + 1);
          if (project != null) {
            query.bind("project", project.value());
          }
          if (after != null) {
            query.bind("at", after.createdAt().toEpochMilli()).bind("after", after.id());
          }
          var found =
              query
                  .map(
                      (row, _) ->
                          new RunLine(
                              new ProjectId(row.getString("project_id")),
                              ProductionRows.run(row),
                              Map.of()))
                  .list();
          var page =
              Page.of(
                  found,
                  limit,
                  last -> new PageCursor(last.run().createdAt(), last.run().id().value()));
          return new Page<>(counted(handle, page.items()), page.next());
        });
  }

  /// Steps of a run, newest first.
  ///
  /// @param status only those, or null
  /// @param limit 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null
  public Page<StepFacts> steps(
      RunId run, @Nullable StepStatus status, int limit, @Nullable PageCursor after) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT * FROM step WHERE run_id = :run"
                          + (status == null ? "" : " AND state = :state")
                          + (after == null ? "" : " AND (created_at, id) < (:at, :after)")
                          + " ORDER BY created_at DESC, id DESC LIMIT :limit")
                  .bind("run", run.value())
                  .bind("limit", Page.requireLimit(limit) + 1);
          if (status != null) {
            query.bind("state", status.name());
          }
          if (after != null) {
            query.bind("at", after.createdAt().toEpochMilli()).bind("after", after.id());
          }
          return Page.of(
              query.map((row, _) -> ProductionRows.step(row)).list(),
              limit,
              last -> new PageCursor(last.createdAt(), last.id().value()));
        });
  }

  private static List<RunLine> counted(Handle handle, List<RunLine> runs) {
    if (runs.isEmpty()) {
      return runs;
    }
    var counts = new HashMap<String, Map<StepStatus, Integer>>();
    handle
        .createQuery(
            "SELECT run_id, state, COUNT(*) FROM step WHERE run_id IN (<ids>) GROUP BY run_id, state")
        .bindList("ids", runs.stream().map(line -> line.run().id().value()).toList())
        .map(
            (row, _) -> {
              counts
                  .computeIfAbsent(row.getString(1), _ -> new EnumMap<>(StepStatus.class))
                  .put(StepStatus.valueOf(row.getString(2)), row.getInt(3));
              return Instant.EPOCH;
            })
        .list();
    return runs.stream()
        .map(
            line ->
                new RunLine(
                    line.project(),
                    line.run(),
                    counts.getOrDefault(line.run().id().value(), Map.of())))
        .toList();
  }
}
