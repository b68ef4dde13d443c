package dev.reelwright.http.studio;

import dev.reelwright.desk.ForkDesk;
import dev.reelwright.desk.ShotPatch;
import dev.reelwright.http.OneOf;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.ProjectHead;
import dev.reelwright.http.studio.Wire.QuoteJson;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// New projects from old ones.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Forks")
public class ForksResource {
  private final StudioCalls calls;
  private final Words words;
  private final ForkDesk desk;

  public ForksResource(StudioCalls calls, Words words, ForkDesk desk) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
  }

  /// @param project what is different in the project itself
  /// @param shots edits by id of the shot in the old project
  /// @param without shots to leave out
  /// @param redo slots whose takes are not inherited
  /// @param start `film` (the default) or `nothing`
  @Schema(name = "ForkBody")
  record ForkBody(
      @Nullable ProjectBody project,
      @Nullable Map<String, ShotBody> shots,
      @Nullable List<String> without,
      @Nullable List<ActsResource.SlotBody> redo,
      @OneOf(words = {"film", "nothing"}) @Nullable String start) {}

  /// @param kept slots with an inherited take, by role
  /// @param made slots that would be filled anew, by role
  @Schema(name = "ForkPreview")
  record PreviewJson(Map<String, Integer> kept, Map<String, Integer> made, QuoteJson paid) {}

  @POST
  @Path("projects/{project}/fork")
  @Operation(
      operationId = "forkProject",
      summary = "Make a new project of this one; only what the edits touch is made again")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ProjectHead.class)))
  public Response fork(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @Nullable ForkBody body) {
    var id = ProjectsResource.id(project);
    var isStarted = isStarted(body);
    return calls.post(
        context,
        desk.fork(StudioCalls.owner(context), id, fork(project, body), isStarted),
        made ->
            Reply.created(
                0,
                Words.ROOT + "/projects/" + made.project().id(),
                words.head(made.project(), made.run() == null ? null : made.run().value(), null)));
  }

  @POST
  @Path("projects/{project}/fork/preview")
  @Operation(
      operationId = "previewFork",
      summary = "What a fork would keep, make and cost; nothing is done")
  public PreviewJson preview(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @Nullable ForkBody body) {
    var preview =
        desk.preview(StudioCalls.owner(context), ProjectsResource.id(project), fork(project, body));
    return new PreviewJson(
        counted(preview.kept()), counted(preview.made()), words.quote(preview.paid()));
  }

  private static ForkDesk.Fork fork(String project, @Nullable ForkBody body) {
    if (body == null) {
      return new ForkDesk.Fork(
          UnaryOperator.identity(), Map.of(), java.util.Set.of(), java.util.Set.of());
    }
    var shots = new HashMap<ShotId, ShotPatch>();
    if (body.shots() != null) {
      body.shots()
          .forEach(
              (shot, change) -> {
                if (change != null) {
                  shots.put(StoryboardResource.shotId(shot), change.patch());
                }
              });
    }
    var without = new HashSet<ShotId>();
    if (body.without() != null) {
      body.without().forEach(shot -> without.add(StoryboardResource.shotId(shot)));
    }
    var redo = new HashSet<SlotKey>();
    if (body.redo() != null) {
      body.redo().forEach(slot -> redo.add(ActsResource.key(project, slot)));
    }
    var change = body.project();
    return new ForkDesk.Fork(
        change == null ? UnaryOperator.identity() : change::over, shots, without, redo);
  }

  private static boolean isStarted(@Nullable ForkBody body) {
    var start = body == null || body.start() == null ? "film" : body.start();
    return switch (start) {
      case "film" -> true;
      case "nothing" -> false;
      default -> throw StudioCalls.invalid("body", "start", "must be film or nothing", start);
    };
  }

  private static Map<String, Integer> counted(Map<SlotRole, Integer> roles) {
    var counted = new TreeMap<String, Integer>();
    roles.forEach((role, count) -> counted.put(StudioCalls.word(role), count));
    return counted;
  }
}
