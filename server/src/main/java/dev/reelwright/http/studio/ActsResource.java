package dev.reelwright.http.studio;

import dev.reelwright.desk.Looking;
import dev.reelwright.desk.RunDesk;
import dev.reelwright.http.OneOf;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.CostsJson;
import dev.reelwright.http.studio.Wire.QuoteJson;
import dev.reelwright.http.studio.Wire.RunStarted;
import dev.reelwright.http.studio.Wire.StoppedJson;
import dev.reelwright.quote.Costs;
import dev.reelwright.store.Ids;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a project is told to do, and what that costs.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Acts")
public class ActsResource {
  private final StudioCalls calls;
  private final Words words;
  private final RunDesk desk;
  private final Looking looking;
  private final Costs costs;

  public ActsResource(StudioCalls calls, Words words, RunDesk desk, Looking looking, Costs costs) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.looking = looking;
    this.costs = costs;
  }

  /// @param slots what to make again
  /// @param dependents whether what was made from it goes as well
  /// @param vary whether the shots get new seeds; the same seed would give the same takes
  /// @param note what should be different; added to the texts that the slots are made from
  @Schema(name = "RedoBody")
  record RedoBody(
      @Nullable List<SlotBody> slots,
      @Nullable Boolean dependents,
      @Nullable Boolean vary,
      @Nullable String note) {}

  /// @param shot its id; absent for music and cut
  /// @param role `start_frame`, `end_frame`, `clip`, `narration`, `music`, `cut` …
  @Schema(name = "SlotBody")
  record SlotBody(
      @Nullable String shot,
      @OneOf(SlotRole.class) @Nullable String role,
      @Nullable Integer candidate) {}

  @POST
  @Path("projects/{project}/stop")
  @Operation(operationId = "stopProject", summary = "Stop the open run; what is there is kept")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StoppedJson.class)))
  public Response stop(@Context RoutingContext context, @PathParam("project") String project) {
    var id = ProjectsResource.id(project);
    return calls.post(
        context,
        desk.stop(StudioCalls.owner(context), id),
        stopped -> Reply.ok(new StoppedJson(stopped)));
  }

  @POST
  @Path("projects/{project}/resume")
  @Operation(operationId = "resumeProject", summary = "Go on; only what is missing is made")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RunStarted.class)))
  public Response resume(@Context RoutingContext context, @PathParam("project") String project) {
    var id = ProjectsResource.id(project);
    return calls.post(
        context,
        desk.resume(StudioCalls.owner(context), id),
        run -> Reply.accepted(run(run.value()), new RunStarted(run.value(), null)));
  }

  @POST
  @Path("projects/{project}/approve")
  @Operation(
      operationId = "approveProject",
      summary = "Say yes to the storyboard; the film is made")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RunStarted.class)))
  public Response approve(@Context RoutingContext context, @PathParam("project") String project) {
    var id = ProjectsResource.id(project);
    return calls.post(
        context,
        desk.approve(StudioCalls.owner(context), id),
        run -> Reply.accepted(run(run.value()), new RunStarted(run.value(), null)));
  }

  @POST
  @Path("projects/{project}/redo")
  @Operation(
      operationId = "redoSlots",
      summary = "Empty exactly the named slots and have them made again")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RunStarted.class)))
  public Response redo(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @Nullable RedoBody body) {
    var id = ProjectsResource.id(project);
    if (body == null || body.slots() == null) {
      throw StudioCalls.invalid("body", "slots", "name the slots to make again", null);
    }
    var slots = body.slots().stream().map(slot -> key(id.value(), slot)).toList();
    var wish =
        new RunDesk.Wish(
            Boolean.TRUE.equals(body.vary()),
            Texts.orEmpty(Texts.bounded("note", body.note(), Texts.MAX_WORD)));
    return calls.post(
        context,
        desk.redo(
            StudioCalls.owner(context), id, slots, Boolean.TRUE.equals(body.dependents()), wish),
        redone ->
            Reply.accepted(
                run(redone.run().value()),
                new RunStarted(redone.run().value(), words.emptied(redone.emptied()))));
  }

  @GET
  @Path("projects/{project}/quote")
  @Operation(
      operationId = "quoteProject",
      summary = "What filling the empty slots would cost; nothing is ordered")
  public QuoteJson quote(@Context RoutingContext context, @PathParam("project") String project) {
    return words.quote(looking.quote(StudioCalls.owner(context), ProjectsResource.id(project)));
  }

  @GET
  @Path("projects/{project}/costs")
  @Operation(operationId = "projectCosts", summary = "What the project has cost so far")
  public CostsJson costs(@Context RoutingContext context, @PathParam("project") String project) {
    var owner = StudioCalls.owner(context);
    var id = looking.project(owner, ProjectsResource.id(project)).id();
    return new CostsJson(
        Instant.EPOCH, costs.of(owner, id, Instant.EPOCH).stream().map(Words::cost).toList());
  }

  private static String run(String id) {
    return Words.ROOT + "/runs/" + id;
  }

  static SlotKey key(String project, @Nullable SlotBody slot) {
    if (slot == null || slot.role() == null) {
      throw StudioCalls.invalid("body", "slots", "each slot needs a role", null);
    }
    var role = StudioCalls.word("body", "slots.role", SlotRole.class, slot.role());
    var candidate = slot.candidate() == null ? 0 : slot.candidate();
    if (candidate < 0 || candidate > 99) {
      throw StudioCalls.invalid("body", "slots.candidate", "must lie within 0..99", candidate);
    }
    if (role.belongsToProject()) {
      return new SlotKey(project, role, candidate);
    }
    if (slot.shot() == null || !Ids.isUuid(slot.shot())) {
      throw StudioCalls.invalid("body", "slots.shot", "must be the id of a shot", slot.shot());
    }
    return new SlotKey(slot.shot(), role, candidate);
  }
}
