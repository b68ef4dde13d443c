package dev.reelwright.http.studio;

import dev.reelwright.asset.Asset;
import dev.reelwright.desk.Edited;
import dev.reelwright.desk.Looking;
import dev.reelwright.desk.TakeDesk;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.Problem;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.TakeEdited;
import dev.reelwright.http.studio.Wire.TakeJson;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Takes: look at them, choose among them, lock them, bring one's own.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Takes")
public class TakesResource {
  private final StudioCalls calls;
  private final Words words;
  private final TakeDesk desk;
  private final Looking looking;
  private final Uploads uploads;

  public TakesResource(
      StudioCalls calls, Words words, TakeDesk desk, Looking looking, Uploads uploads) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.looking = looking;
    this.uploads = uploads;
  }

  /// @param keepDependents whether what was made from the take before stays
  @Schema(name = "SelectBody")
  record SelectBody(@Nullable Boolean keepDependents) {}

  @Schema(name = "LockBody")
  record LockBody(@Nullable Boolean locked) {}

  @GET
  @Path("shots/{shot}/takes")
  @Operation(operationId = "listTakes", summary = "All takes of a shot, oldest first")
  public List<TakeJson> ofShot(
      @Context RoutingContext context,
      @PathParam("shot") String shot,
      @QueryParam("role") @Nullable String role) {
    var owner = StudioCalls.owner(context);
    var id = StoryboardResource.shotId(shot);
    var wanted = role == null ? null : StudioCalls.word("query", "role", SlotRole.class, role);
    return looking.takes(owner, id).stream()
        .filter(take -> wanted == null || take.slot().role() == wanted)
        .map(words::take)
        .toList();
  }

  @GET
  @Path("projects/{project}/takes")
  @Operation(
      operationId = "listTakesOfProject",
      summary = "All takes of a project, those of its shots included, oldest first")
  public List<TakeJson> ofProject(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @QueryParam("role") @Nullable String role) {
    var wanted = role == null ? null : StudioCalls.word("query", "role", SlotRole.class, role);
    return looking.takes(StudioCalls.owner(context), ProjectsResource.id(project)).stream()
        .filter(take -> wanted == null || take.slot().role() == wanted)
        .map(words::take)
        .toList();
  }

  @POST
  @Path("projects/{project}/takes")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "uploadTakeOfProject",
      summary = "Bring a file as the selected take of a slot of the project, such as its music")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = TakeEdited.class)))
  public Response bringToProject(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @RestForm("file") @Nullable FileUpload file,
      @RestForm("role") @Nullable String role,
      @RestForm("candidate") @Nullable Integer candidate)
      throws IOException, InterruptedException {
    var owner = StudioCalls.owner(context);
    var slot = role(role);
    var number = candidate == null ? 0 : candidate;
    var id = looking.project(owner, ProjectsResource.id(project)).id();
    var asset = uploads.receive(owner, id, file);
    return calls.post(
        context,
        asked(asset, slot, number),
        desk.bring(owner, id, slot, number, asset),
        this::brought);
  }

  @POST
  @Path("shots/{shot}/takes")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "uploadTake",
      summary = "Bring a file as the selected take of a slot of the shot")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = TakeEdited.class)))
  public Response bring(
      @Context RoutingContext context,
      @PathParam("shot") String shot,
      @RestForm("file") @Nullable FileUpload file,
      @RestForm("role") @Nullable String role,
      @RestForm("candidate") @Nullable Integer candidate)
      throws IOException, InterruptedException {
    var owner = StudioCalls.owner(context);
    var id = StoryboardResource.shotId(shot);
    var slot = role(role);
    var number = candidate == null ? 0 : candidate;
    var project = looking.projectOf(owner, id);
    var asset = uploads.receive(owner, project, file);
    return calls.post(
        context,
        asked(asset, slot, number),
        desk.bring(owner, id, slot, number, asset),
        this::brought);
  }

  @DELETE
  @Path("takes/{take}")
  @Operation(
      operationId = "deleteTake",
      summary = "Delete a take that its slot does not show and nobody locked")
  @APIResponse(responseCode = "204")
  public Response delete(@Context RoutingContext context, @PathParam("take") String take) {
    calls.perform(
        desk.remove(StudioCalls.owner(context), id(take)), gone -> Reply.ok(gone.id().value()));
    return Response.noContent().build();
  }

  @GET
  @Path("takes/{take}")
  @Operation(operationId = "readTake", summary = "A take")
  public TakeJson take(@Context RoutingContext context, @PathParam("take") String take) {
    return words.take(looking.take(StudioCalls.owner(context), id(take)));
  }

  @POST
  @Path("takes/{take}/select")
  @Operation(operationId = "selectTake", summary = "Make it the selected take of its slot")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TakeEdited.class)))
  public Response select(
      @Context RoutingContext context,
      @PathParam("take") String take,
      @RequestBody(required = false) @Nullable SelectBody body) {
    var keeps = body != null && Boolean.TRUE.equals(body.keepDependents());
    return calls.post(
        context,
        desk.select(StudioCalls.owner(context), id(take), keeps),
        edited -> Reply.ok(json(edited)));
  }

  @POST
  @Path("takes/{take}/lock")
  @Operation(
      operationId = "lockTake",
      summary = "Lock it against being replaced or emptied, or unlock it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TakeJson.class)))
  public Response lock(
      @Context RoutingContext context,
      @PathParam("take") String take,
      @RequestBody(required = false) @Nullable LockBody body) {
    var isLocked = body == null || body.locked() == null || body.locked();
    return calls.post(
        context,
        desk.lock(StudioCalls.owner(context), id(take), isLocked),
        locked -> Reply.ok(words.take(locked)));
  }

  private static SlotRole role(@Nullable String role) {
    if (role == null) {
      throw Problem.invalid(
          new FieldFault(List.of("body", "role"), "missing", "which slot is it for?", null));
    }
    return StudioCalls.word("body", "role", SlotRole.class, role);
  }

  private static byte[] asked(Asset asset, SlotRole slot, int candidate) {
    return (asset.blob() + " " + slot + " " + candidate).getBytes(StandardCharsets.UTF_8);
  }

  private Reply brought(Edited<Take> brought) {
    return new Reply(201, null, Words.ROOT + "/takes/" + brought.now().id(), json(brought));
  }

  private TakeEdited json(Edited<Take> edited) {
    return new TakeEdited(words.take(edited.now()), words.emptied(edited.emptied()));
  }

  private static TakeId id(String text) {
    return StudioCalls.id("take", text, TakeId::new);
  }
}
