package dev.reelwright.http.studio;

import dev.reelwright.desk.Acting;
import dev.reelwright.desk.Edited;
import dev.reelwright.desk.TimelineDesk;
import dev.reelwright.edit.Decision;
import dev.reelwright.edit.Edit;
import dev.reelwright.edit.EditKind;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.EmptiedJson;
import dev.reelwright.storyboard.ShotId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What people decide on the timeline: trims, transitions, captions, levels, locks. A decision
/// empties the finished film and nothing else.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Finishing")
public class TimelineResource {
  private final StudioCalls calls;
  private final TimelineDesk desk;
  private final Acting acting;
  private final Words words;

  public TimelineResource(StudioCalls calls, TimelineDesk desk, Acting acting, Words words) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.acting = acting;
  }

  /// One decision; which members count depends on its kind.
  ///
  /// @param skipMillis trim: how much of the take's beginning is not shown
  /// @param lengthMillis trim: how long the shot is seen; transition: how long it takes, 0 for a
  ///   hard cut
  /// @param into transition: a kind of ffmpeg's xfade, such as `fade` or `wipeleft`
  /// @param lines caption: instead of those that follow from the narration
  /// @param decibels level: -60 (silence) to 24, 0 as usual
  @Schema(name = "EditBody")
  record DecisionBody(
      @Nullable Long skipMillis,
      @Nullable Long lengthMillis,
      @Nullable String into,
      @Nullable List<LineBody> lines,
      @Nullable Double decibels) {}

  @Schema(name = "CaptionLineBody")
  record LineBody(@Nullable Long startMillis, @Nullable Long endMillis, @Nullable String text) {}

  /// @param subject id of a shot, or `narration` or `music`
  @Schema(name = "Edit")
  record DecisionJson(String subject, String kind, Map<String, Object> value, long version) {}

  @Schema(name = "EditMade")
  record MadeJson(DecisionJson decision, EmptiedJson emptied) {}

  @GET
  @Path("projects/{project}/edits")
  @Operation(operationId = "listEdits", summary = "What was decided on the timeline")
  public List<DecisionJson> edits(
      @Context RoutingContext context, @PathParam("project") String project) {
    return acting
        .perform(desk.all(StudioCalls.owner(context), ProjectsResource.id(project)))
        .stream()
        .map(TimelineResource::json)
        .toList();
  }

  @PUT
  @Path("shots/{shot}/edits/{kind}")
  @Operation(
      operationId = "decideOnShot",
      summary = "Decide about a shot: trim, transition, caption, level or lock")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MadeJson.class)))
  public Response decide(
      @Context RoutingContext context,
      @PathParam("shot") String shot,
      @PathParam("kind") String kind,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable DecisionBody body) {
    var decision = decision(kind(kind), body == null ? NOTHING : body);
    return calls.perform(
        desk.decide(StudioCalls.owner(context), shot(shot), decision, StudioCalls.version(ifMatch)),
        this::made);
  }

  @DELETE
  @Path("shots/{shot}/edits/{kind}")
  @Operation(operationId = "undoShotEdit", summary = "Take a decision about a shot back")
  @APIResponse(responseCode = "204")
  public Response undo(
      @Context RoutingContext context,
      @PathParam("shot") String shot,
      @PathParam("kind") String kind,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    acting.perform(
        desk.undo(
            StudioCalls.owner(context), shot(shot), kind(kind), StudioCalls.version(ifMatch)));
    return Response.noContent().build();
  }

  @PUT
  @Path("projects/{project}/levels/{stem}")
  @Operation(operationId = "setLevel", summary = "How loud all narrations or the music are")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MadeJson.class)))
  public Response level(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @PathParam("stem") String stem,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable DecisionBody body) {
    return calls.perform(
        desk.level(
            StudioCalls.owner(context),
            ProjectsResource.id(project),
            stem,
            level(body == null ? NOTHING : body),
            StudioCalls.version(ifMatch)),
        this::made);
  }

  @DELETE
  @Path("projects/{project}/levels/{stem}")
  @Operation(operationId = "undoLevel", summary = "Back to the usual level")
  @APIResponse(responseCode = "204")
  public Response undoLevel(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @PathParam("stem") String stem,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    acting.perform(
        desk.undoLevel(
            StudioCalls.owner(context),
            ProjectsResource.id(project),
            stem,
            StudioCalls.version(ifMatch)));
    return Response.noContent().build();
  }

  private static final DecisionBody NOTHING = new DecisionBody(null, null, null, null, null);

  private static Decision decision(EditKind kind, DecisionBody body) {
    return switch (kind) {
      case TRIM ->
          checked(
              "lengthMillis",
              body.lengthMillis(),
              () ->
                  new Decision.Trim(
                      Duration.ofMillis(body.skipMillis() == null ? 0 : body.skipMillis()),
                      body.lengthMillis() == null ? null : Duration.ofMillis(body.lengthMillis())));
      case TRANSITION ->
          checked(
              "into",
              body.into(),
              () ->
                  new Decision.Transition(
                      transition(body.into()),
                      Duration.ofMillis(demanded("lengthMillis", body.lengthMillis()))));
      case CAPTION -> {
        var lines = demanded("lines", body.lines());
        yield checked(
            "lines",
            lines.size(),
            () -> new Decision.Captions(lines.stream().map(TimelineResource::line).toList()));
      }
      case LEVEL -> level(body);
      case LOCK -> new Decision.Lock();
    };
  }

  private static Decision.Level level(DecisionBody body) {
    double decibels = demanded("decibels", body.decibels());
    return checked("decibels", decibels, () -> new Decision.Level(decibels));
  }

  private static Decision.Line line(LineBody line) {
    return new Decision.Line(
        demanded("lines.startMillis", line.startMillis()),
        demanded("lines.endMillis", line.endMillis()),
        demanded("lines.text", line.text()));
  }

  private static String transition(@Nullable String word) {
    return word == null ? "fade" : word;
  }

  private static <T> T demanded(String field, @Nullable T value) {
    if (value == null) {
      throw StudioCalls.invalid("body", field, "is needed here", null);
    }
    return value;
  }

  /// The rules are the core's; here they get the name of the member.
  private static <T> T checked(String field, @Nullable Object input, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw StudioCalls.invalid("body", field, String.valueOf(e.getMessage()), input);
    }
  }

  private Reply made(Edited<Edit> edited) {
    return Reply.versioned(
        edited.now().version(), new MadeJson(json(edited.now()), words.emptied(edited.emptied())));
  }

  private static DecisionJson json(Edit edit) {
    return new DecisionJson(
        edit.subject(), StudioCalls.word(edit.kind()), value(Decision.of(edit)), edit.version());
  }

  /// In the words of the body that made it.
  private static Map<String, Object> value(Decision decision) {
    return switch (decision) {
      case Decision.Trim(var skip, var length) -> {
        var value = new HashMap<String, Object>();
        value.put("skipMillis", skip.toMillis());
        if (length != null) {
          value.put("lengthMillis", length.toMillis());
        }
        yield value;
      }
      case Decision.Transition(var into, var length) ->
          Map.of("into", into, "lengthMillis", length.toMillis());
      case Decision.Captions(var lines) -> Map.of("lines", lines);
      case Decision.Level(var decibels) -> Map.of("decibels", decibels);
      case Decision.Lock _ -> Map.of();
    };
  }

  private static EditKind kind(String word) {
    return StudioCalls.word("path", "kind", EditKind.class, word);
  }

  private static ShotId shot(String text) {
    return StudioCalls.id("shot", text, ShotId::new);
  }
}
