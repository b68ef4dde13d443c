package dev.reelwright.http.studio;

import dev.reelwright.desk.Edited;
import dev.reelwright.desk.Looking;
import dev.reelwright.desk.StoryboardDesk;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.EmptiedJson;
import dev.reelwright.http.studio.Wire.SceneEdited;
import dev.reelwright.http.studio.Wire.SceneJson;
import dev.reelwright.http.studio.Wire.ShotEdited;
import dev.reelwright.http.studio.Wire.ShotJson;
import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Scenes and shots. An edit empties what no longer fits and says so; nothing is made before the
/// project is resumed.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Storyboard")
public class StoryboardResource {
  private static final ShotBody NOTHING =
      new ShotBody(null, null, null, null, null, null, null, null, null, null, null, null);

  private final StudioCalls calls;
  private final Words words;
  private final StoryboardDesk desk;
  private final Looking looking;

  public StoryboardResource(StudioCalls calls, Words words, StoryboardDesk desk, Looking looking) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.looking = looking;
  }

  /// @param position 0-based place in the project
  @Schema(name = "SceneBody")
  record SceneBody(
      @Nullable String name, @Nullable String description, @Nullable Integer position) {}

  @GET
  @Path("projects/{project}/scenes")
  @Operation(operationId = "listScenes", summary = "All scenes with their shots and slots")
  public List<SceneJson> scenes(
      @Context RoutingContext context, @PathParam("project") String project) {
    var whole = looking.whole(StudioCalls.owner(context), ProjectsResource.id(project));
    return new WholeProject(whole.production(), whole.needed(), words).scenes();
  }

  @POST
  @Path("projects/{project}/scenes")
  @Operation(operationId = "createScene", summary = "Add a scene")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = SceneEdited.class)))
  public Response createScene(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @Nullable SceneBody body) {
    var id = ProjectsResource.id(project);
    return calls.post(
        context,
        desk.createScene(
            StudioCalls.owner(context),
            id,
            body == null ? "" : Texts.orEmpty(name(body)),
            body == null ? "" : Texts.orEmpty(description(body)),
            body == null ? null : position(body)),
        this::createdScene);
  }

  @GET
  @Path("scenes/{scene}")
  @Operation(operationId = "readScene", summary = "A scene with its shots and slots")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SceneJson.class)))
  public Response scene(@Context RoutingContext context, @PathParam("scene") String scene) {
    var owner = StudioCalls.owner(context);
    var id = sceneId(scene);
    var whole = looking.whole(owner, looking.projectOf(owner, id));
    var json = new WholeProject(whole.production(), whole.needed(), words).scene(id);
    return StudioCalls.response(Reply.versioned(json.version(), json));
  }

  @PATCH
  @Path("scenes/{scene}")
  @Operation(operationId = "editScene", summary = "Change or move a scene")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SceneEdited.class)))
  public Response editScene(
      @Context RoutingContext context,
      @PathParam("scene") String scene,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable SceneBody body) {
    var change = body == null ? new SceneBody(null, null, null) : body;
    return calls.perform(
        desk.editScene(
            StudioCalls.owner(context),
            sceneId(scene),
            StudioCalls.version(ifMatch),
            name(change),
            description(change),
            position(change)),
        edited -> Reply.versioned(edited.now().version(), json(edited)));
  }

  @POST
  @Path("scenes/{scene}/duplicate")
  @Operation(operationId = "duplicateScene", summary = "Add the same scene again, without takes")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = SceneEdited.class)))
  public Response duplicateScene(
      @Context RoutingContext context, @PathParam("scene") String scene) {
    return calls.post(
        context,
        desk.duplicateScene(StudioCalls.owner(context), sceneId(scene)),
        this::createdScene);
  }

  @DELETE
  @Path("scenes/{scene}")
  @Operation(operationId = "deleteScene", summary = "Remove a scene with its shots")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EmptiedJson.class)))
  public Response deleteScene(
      @Context RoutingContext context,
      @PathParam("scene") String scene,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return calls.perform(
        desk.deleteScene(StudioCalls.owner(context), sceneId(scene), StudioCalls.version(ifMatch)),
        this::removed);
  }

  @POST
  @Path("scenes/{scene}/shots")
  @Operation(operationId = "createShot", summary = "Add a shot")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ShotEdited.class)))
  public Response createShot(
      @Context RoutingContext context, @PathParam("scene") String scene, @Nullable ShotBody body) {
    return calls.post(
        context,
        desk.createShot(
            StudioCalls.owner(context), sceneId(scene), (body == null ? NOTHING : body).fresh()),
        this::createdShot);
  }

  @GET
  @Path("shots/{shot}")
  @Operation(operationId = "readShot", summary = "A shot with its slots")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ShotJson.class)))
  public Response shot(@Context RoutingContext context, @PathParam("shot") String shot) {
    var owner = StudioCalls.owner(context);
    var id = shotId(shot);
    var whole = looking.whole(owner, looking.projectOf(owner, id));
    var found =
        whole.production().shots().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> dev.reelwright.http.Problem.notFound("shot", shot));
    return StudioCalls.response(
        Reply.versioned(
            found.version(),
            new WholeProject(whole.production(), whole.needed(), words).shot(found)));
  }

  @PATCH
  @Path("shots/{shot}")
  @Operation(
      operationId = "editShot",
      summary = "Change or move a shot; what no longer fits is emptied")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ShotEdited.class)))
  public Response editShot(
      @Context RoutingContext context,
      @PathParam("shot") String shot,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable ShotBody body) {
    return calls.perform(
        desk.editShot(
            StudioCalls.owner(context),
            shotId(shot),
            StudioCalls.version(ifMatch),
            (body == null ? NOTHING : body).patch()),
        edited -> Reply.versioned(edited.now().version(), jsonOfShot(edited)));
  }

  @POST
  @Path("shots/{shot}/duplicate")
  @Operation(operationId = "duplicateShot", summary = "Add the same shot again, without takes")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ShotEdited.class)))
  public Response duplicateShot(@Context RoutingContext context, @PathParam("shot") String shot) {
    return calls.post(
        context, desk.duplicateShot(StudioCalls.owner(context), shotId(shot)), this::createdShot);
  }

  @DELETE
  @Path("shots/{shot}")
  @Operation(operationId = "deleteShot", summary = "Remove a shot")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EmptiedJson.class)))
  public Response deleteShot(
      @Context RoutingContext context,
      @PathParam("shot") String shot,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return calls.perform(
        desk.deleteShot(StudioCalls.owner(context), shotId(shot), StudioCalls.version(ifMatch)),
        this::removed);
  }

  static ShotId shotId(String text) {
    return StudioCalls.id("shot", text, ShotId::new);
  }

  private static SceneId sceneId(String text) {
    return StudioCalls.id("scene", text, SceneId::new);
  }

  private Reply createdScene(Edited<Scene> made) {
    return Reply.created(
        made.now().version(), Words.ROOT + "/scenes/" + made.now().id(), json(made));
  }

  private Reply createdShot(Edited<Shot> made) {
    return Reply.created(
        made.now().version(), Words.ROOT + "/shots/" + made.now().id(), jsonOfShot(made));
  }

  private Reply removed(Edited<ProjectId> gone) {
    return Reply.ok(words.emptied(gone.emptied()));
  }

  private SceneEdited json(Edited<Scene> edited) {
    return new SceneEdited(words.scene(edited.now(), null), words.emptied(edited.emptied()));
  }

  private ShotEdited jsonOfShot(Edited<Shot> edited) {
    return new ShotEdited(words.shot(edited.now(), null), words.emptied(edited.emptied()));
  }

  private static @Nullable String name(SceneBody body) {
    return Texts.bounded("name", body.name(), Texts.MAX_TITLE);
  }

  private static @Nullable String description(SceneBody body) {
    return Texts.bounded("description", body.description(), Texts.MAX_SHOT_TEXT);
  }

  private static @Nullable Integer position(SceneBody body) {
    if (body.position() != null && body.position() < 0) {
      throw StudioCalls.invalid("body", "position", "must not be negative", body.position());
    }
    return body.position();
  }
}
