package dev.reelwright.http.studio;

import dev.reelwright.desk.Estimates;
import dev.reelwright.desk.Looking;
import dev.reelwright.desk.PreferenceDesk;
import dev.reelwright.desk.ProjectDesk;
import dev.reelwright.engine.RunState;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.ProjectHead;
import dev.reelwright.http.studio.Wire.ProjectJson;
import dev.reelwright.http.studio.Wire.ProjectPage;
import dev.reelwright.http.studio.Wire.QuoteJson;
import dev.reelwright.production.ProductionDigest;
import dev.reelwright.production.Productions;
import dev.reelwright.production.ProjectSearch;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.quote.Costs;
import dev.reelwright.store.PageCursor;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Projects: find, read whole, change, delete; and what an order would cost.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Projects")
public class ProjectsResource {
  private static final String DRAFT = "draft";
  private final StudioCalls calls;
  private final Words words;
  private final ProjectDesk desk;
  private final Looking looking;
  private final ProjectSearch search;
  private final Productions productions;
  private final PreferenceDesk preferences;
  private final RandomGenerator random;
  private final Estimates estimates;
  private final Costs costs;

  public ProjectsResource(
      StudioCalls calls,
      Words words,
      ProjectDesk desk,
      Looking looking,
      ProjectSearch search,
      Productions productions,
      PreferenceDesk preferences,
      RandomGenerator random,
      Estimates estimates,
      Costs costs) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.looking = looking;
    this.search = search;
    this.productions = productions;
    this.preferences = preferences;
    this.random = random;
    this.estimates = estimates;
    this.costs = costs;
  }

  /// @param shots how many there would be; a model that plans may decide otherwise
  @Schema(name = "Estimate")
  record EstimateJson(int shots, long lengthMillis, QuoteJson quote) {}

  @GET
  @Path("projects")
  @Operation(operationId = "listProjects", summary = "Projects, newest first")
  public ProjectPage list(
      @Context RoutingContext context,
      @QueryParam("q") @Nullable String text,
      @QueryParam("state") @Nullable String states,
      @QueryParam("surface") @Nullable String surface,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var wantedStates = EnumSet.noneOf(RunState.class);
    var isDraft = false;
    for (var word : Texts.orEmpty(states).split(",", -1)) {
      if (word.equals(DRAFT)) {
        isDraft = true;
      } else if (!word.isBlank()) {
        wantedStates.add(StudioCalls.word("query", "state", RunState.class, word));
      }
    }
    var wanted =
        new ProjectSearch.Wanted(
            StudioCalls.owner(context),
            Texts.isMissing(text) ? null : Texts.bounded("q", text, Texts.MAX_WORD),
            wantedStates,
            isDraft,
            surface);
    var page = search.find(wanted, StudioCalls.limit(limit), StudioCalls.cursor(cursor));
    var ids = page.items().stream().map(Project::id).toList();
    var digests = productions.digests(ids);
    var spent = costs.spent(ids);
    return new ProjectPage(
        page.items().stream()
            .map(
                project ->
                    words.line(
                        project,
                        digests.getOrDefault(
                            project.id(),
                            new ProductionDigest(project.id(), null, 0, 0, null, null)),
                        spent.getOrDefault(project.id(), List.of())))
            .toList(),
        page.next().map(ProjectsResource::word).orElse(null));
  }

  @POST
  @Path("quote")
  @Operation(
      operationId = "quoteOrder",
      summary = "What an order would come to; nothing is stored or sent to anybody")
  public EstimateJson quote(@Context RoutingContext context, @Nullable ProjectBody body) {
    var owner = StudioCalls.owner(context);
    var order =
        (body == null ? ProjectBody.NOTHING : body)
            .order(owner, preferences.find(owner).value(), random);
    var estimate = estimates.of(order);
    return new EstimateJson(
        estimate.shots(), estimate.length().toMillis(), words.quote(estimate.quotation()));
  }

  @GET
  @Path("projects/{project}")
  @Operation(operationId = "readProject", summary = "A project as a whole")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ProjectJson.class)))
  public Response read(@Context RoutingContext context, @PathParam("project") String id) {
    var whole = looking.whole(StudioCalls.owner(context), id(id));
    return StudioCalls.response(
        Reply.versioned(
            whole.production().project().version(),
            new WholeProject(whole.production(), whole.needed(), words).json()));
  }

  @PATCH
  @Path("projects/{project}")
  @Operation(
      operationId = "editProject",
      summary = "Change a project; what no longer fits is emptied")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ProjectHead.class)))
  public Response edit(
      @Context RoutingContext context,
      @PathParam("project") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable ProjectBody body) {
    var change = body == null ? ProjectBody.NOTHING : body;
    return calls.perform(
        desk.edit(StudioCalls.owner(context), id(id), StudioCalls.version(ifMatch), change::over),
        edited ->
            Reply.versioned(
                edited.now().version(), words.head(edited.now(), null, edited.emptied())));
  }

  @DELETE
  @Path("projects/{project}")
  @Operation(operationId = "deleteProject", summary = "Stop what runs and delete the project")
  @APIResponse(responseCode = "204")
  public Response delete(
      @Context RoutingContext context,
      @PathParam("project") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    calls.perform(
        desk.delete(StudioCalls.owner(context), id(id), StudioCalls.version(ifMatch)),
        gone -> Reply.ok(gone.id().value()));
    return Response.noContent().build();
  }

  static ProjectId id(String text) {
    return StudioCalls.id("project", text, ProjectId::new);
  }

  static String word(PageCursor cursor) {
    return new dev.reelwright.http.Cursor(cursor.createdAt(), cursor.id()).word();
  }
}
