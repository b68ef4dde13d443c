package dev.reelwright.http.studio;

import dev.reelwright.desk.PreferenceDesk;
import dev.reelwright.desk.ProjectDesk;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.ProjectHead;
import dev.reelwright.project.Preferences;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Orders projects. Batches of them come in at once, so none keeps a thread while the disk works.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Projects")
public class OrdersResource {
  private final StudioCalls calls;
  private final Words words;
  private final ProjectDesk desk;
  private final PreferenceDesk preferences;
  private final RandomGenerator random;

  public OrdersResource(
      StudioCalls calls,
      Words words,
      ProjectDesk desk,
      PreferenceDesk preferences,
      RandomGenerator random) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.preferences = preferences;
    this.random = random;
  }

  @POST
  @Path("projects")
  @Operation(
      operationId = "createProject",
      summary = "Order a project from a prompt, a script or photos, or make an empty one")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ProjectHead.class)))
  public CompletionStage<Response> create(
      @Context RoutingContext context, @Nullable ProjectBody body) {
    var owner = StudioCalls.owner(context);
    var given = body == null ? ProjectBody.NOTHING : body;
    // A mistake is told before anything is locked for it.
    Object _ = given.order(owner, Preferences.initial(), random);
    return calls.postSoon(
        context,
        handle ->
            desk.order(given.order(owner, preferences.find(handle, owner).value(), random))
                .in(handle),
        made ->
            Reply.created(
                made.project().version(),
                Words.ROOT + "/projects/" + made.project().id(),
                words.head(made.project(), made.run() == null ? null : made.run().value(), null)));
  }
}
