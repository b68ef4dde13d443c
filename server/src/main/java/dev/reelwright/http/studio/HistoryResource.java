package dev.reelwright.http.studio;

import dev.reelwright.desk.Looking;
import dev.reelwright.event.Event;
import dev.reelwright.event.EventStore;
import dev.reelwright.store.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What happened to a project, told for people.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Runs")
public class HistoryResource {
  private final Looking looking;
  private final Database database;
  private final EventStore events;

  public HistoryResource(Looking looking, Database database) {
    this.looking = looking;
    this.database = database;
    this.events = new EventStore(database);
  }

  /// @param text one sentence in the language that was asked for
  /// @param data ids and numbers that belong to it
  @Schema(name = "HistoryEntry")
  record EntryJson(
      long id,
      Instant at,
      String kind,
      String text,
      @Nullable String run,
      @Nullable String step,
      Map<String, Object> data) {}

  /// @param before where the next page begins, or null when there is nothing older
  @Schema(name = "History")
  record HistoryJson(List<EntryJson> items, @Nullable Long before) {}

  @GET
  @Path("projects/{project}/history")
  @Operation(
      operationId = "readHistory",
      summary = "What happened to a project, newest first, in English or Chinese")
  public HistoryJson history(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @QueryParam("before") @Nullable Long before,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("lang") @Nullable String language,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    var id = ProjectsResource.id(project);
    looking.project(StudioCalls.owner(context), id);
    if (before != null && before < 1) {
      throw StudioCalls.invalid("query", "before", "must be the id of an entry", before);
    }
    var most = StudioCalls.limit(limit);
    var texts = HistoryTexts.of(language == null ? languages : language);
    var found =
        database.read(
            handle -> events.readBefore(handle, before == null ? 0 : before, id, most + 1));
    var items = found.stream().limit(most).map(event -> entry(event, texts)).toList();
    return new HistoryJson(items, found.size() > most ? items.getLast().id() : null);
  }

  private static EntryJson entry(Event event, HistoryTexts texts) {
    var what = event.what();
    return new EntryJson(
        event.seq(),
        what.at(),
        what.kind(),
        texts.say(what),
        what.runId(),
        what.stepId(),
        what.data());
  }
}
