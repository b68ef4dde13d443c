package dev.reelwright.http.studio;

import dev.reelwright.desk.AssetDesk;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.AssetJson;
import dev.reelwright.http.studio.Wire.AssetPage;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Files with an owner: what is known of them. Their bytes are delivered by `AssetRoutes`.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Assets")
public class AssetsResource {
  private static final List<String> KINDS = List.of("image", "video", "audio", "text");

  private final StudioCalls calls;
  private final Words words;
  private final AssetDesk desk;
  private final Uploads uploads;

  public AssetsResource(StudioCalls calls, Words words, AssetDesk desk, Uploads uploads) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.uploads = uploads;
  }

  @GET
  @Path("assets")
  @Operation(operationId = "listAssets", summary = "Assets, newest first")
  public AssetPage list(
      @Context RoutingContext context,
      @Parameter(description = "image, video, audio or text") @QueryParam("kind")
          @Nullable String kind,
      @QueryParam("project") @Nullable String project,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var page =
        desk.list(
            StudioCalls.owner(context),
            kind(kind),
            project == null ? null : ProjectsResource.id(project),
            StudioCalls.limit(limit),
            StudioCalls.cursor(cursor));
    return new AssetPage(
        page.items().stream().map(words::asset).toList(),
        page.next().map(ProjectsResource::word).orElse(null));
  }

  private static @Nullable String kind(@Nullable String kind) {
    if (kind != null && !KINDS.contains(kind)) {
      throw StudioCalls.invalid(
          "query", "kind", "must be one of " + String.join(", ", KINDS), kind);
    }
    return kind;
  }

  @POST
  @Path("assets")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(operationId = "uploadAsset", summary = "Upload a picture, a video or a sound")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = AssetJson.class)))
  public Response upload(
      @Context RoutingContext context, @RestForm("file") @Nullable FileUpload file)
      throws IOException, InterruptedException {
    var asset = uploads.receive(StudioCalls.owner(context), null, file);
    return calls.post(
        context,
        asset.blob().value().getBytes(StandardCharsets.UTF_8),
        desk.keep(asset),
        kept -> new Reply(201, null, Words.ROOT + "/assets/" + kept.id(), words.asset(kept)));
  }

  @GET
  @Path("assets/{asset}")
  @Operation(
      operationId = "readAsset",
      summary = "What is known of an asset, with an address that opens without a key")
  public AssetJson read(@Context RoutingContext context, @PathParam("asset") String asset) {
    return words.asset(desk.find(StudioCalls.owner(context), AssetRoutes.id(asset)));
  }

  @DELETE
  @Path("assets/{asset}")
  @Operation(
      operationId = "deleteAsset",
      summary = "Take an asset out of sight; takes keep their files")
  @APIResponse(responseCode = "204")
  public Response delete(@Context RoutingContext context, @PathParam("asset") String asset) {
    calls.perform(
        desk.remove(StudioCalls.owner(context), AssetRoutes.id(asset)),
        gone -> Reply.ok(gone.id().value()));
    return Response.noContent().build();
  }
}
