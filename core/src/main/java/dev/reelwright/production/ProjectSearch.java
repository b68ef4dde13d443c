package dev.reelwright.production;

import dev.reelwright.engine.RunState;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Dialect;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds projects. Thread-safe.
public final class ProjectSearch {
  /// What to look for; null and empty mean anything.
  ///
  /// @param text part of the title, the prompt or the script, whatever its case
  /// @param states of the newest run
  /// @param isDraft whether projects without a run are wanted, alone or beside `states`
  /// @param surface door it came through
  public record Wanted(
      String owner,
      @Nullable String text,
      Set<RunState> states,
      boolean isDraft,
      @Nullable String surface) {
    public Wanted {
      states = Set.copyOf(states);
    }
  }

  private final Database database;
  private final ProjectStore projects = new ProjectStore();

  public ProjectSearch(Database database) {
    this.database = database;
  }

  /// Newest first.
  ///
  /// @param limit 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null
  public Page<Project> find(Wanted wanted, int limit, @Nullable PageCursor after) {
    return database.read(
        handle -> {
          var sql =
              new StringBuilder(
                  "SELECT id, created_at FROM project WHERE deleted_at IS NULL AND owner = :owner");
          if (after != null) {
            sql.append(" AND (created_at, id) < (:at, :id)");
          }
          if (wanted.surface() != null) {
            sql.append(" AND surface = :surface");
          }
          if (wanted.text() != null) {
            sql.append(" AND ").append(containsText(database.dialect()));
          }
          if (!wanted.states().isEmpty() || wanted.isDraft()) {
            sql.append(
                """
                 AND COALESCE((SELECT run.state FROM run WHERE run.project_id = project.id
                                ORDER BY run.created_at DESC, run.id DESC LIMIT 1), 'DRAFT')
                     IN (<states>)
                """);
          }
          sql.append(" ORDER BY created_at DESC, id DESC LIMIT :limit");
          var query =
              handle
                  .createQuery(sql.toString())
                  .bind("owner", wanted.owner())
                  .bind("limit", Page.requireLimit(limit) + 1);
          if (after != null) {
            query.bind("at", after.createdAt().toEpochMilli()).bind("id", after.id());
          }
          if (wanted.surface() != null) {
            query.bind("surface", wanted.surface());
          }
          if (wanted.text() != null) {
            query.bind("text", pattern(wanted.text()));
          }
          if (!wanted.states().isEmpty() || wanted.isDraft()) {
            var states = new java.util.ArrayList<String>();
            wanted.states().forEach(state -> states.add(state.name()));
            if (wanted.isDraft()) {
              states.add("DRAFT");
            }
            query.bindList("states", states);
          }
          var found =
              query
                  .map(
                      (row, _) ->
                          new PageCursor(
                              Instant.ofEpochMilli(row.getLong("created_at")), row.getString("id")))
                  .list();
          var page = Page.of(found, limit, last -> last);
          return new Page<>(
              projects.findAll(handle, page.items().stream().map(PageCursor::id).toList()),
              page.next());
        });
  }

  private static String containsText(Dialect dialect) {
    var prompt =
        switch (dialect) {
          case SQLITE ->
              "json_extract(brief, '$.prompt') || ' ' || COALESCE(json_extract(brief, '$.script'), '')";
          case POSTGRES ->
              "(brief::json ->> 'prompt') || ' ' || COALESCE(brief::json ->> 'script', '')";
        };
    return "LOWER(title || ' ' || " + prompt + ") LIKE :text ESCAPE '!'";
  }

  private static String pattern(String text) {
    var plain = text.toLowerCase(Locale.ROOT);
    return "%" + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
