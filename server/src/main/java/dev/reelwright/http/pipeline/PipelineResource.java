package dev.reelwright.http.pipeline;

import dev.reelwright.desk.Act;
import dev.reelwright.desk.Acting;
import dev.reelwright.desk.ForkDesk;
import dev.reelwright.desk.ProjectDesk;
import dev.reelwright.desk.RunDesk;
import dev.reelwright.http.Caller;
import dev.reelwright.http.Cursor;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.Problem;
import dev.reelwright.production.FilmDigest;
import dev.reelwright.production.FilmDigests;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.PageCursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The pipeline surface. Its class has no path of its own: resources are found by the longest path
/// of a class first, and several surfaces share `/api/projects/{id}`.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "Pipeline")
public class PipelineResource {
  private static final int MOST_LISTED = 1000;

  private final Acting acting;
  private final Database database;
  private final FilmDigests films;
  private final ProjectDesk projects;
  private final RunDesk runs;
  private final ForkDesk forks;
  private final PipelineViews views;
  private final PipelineModels models;
  private final PipelineRules rules;
  private final PipelineSettings settings;
  private final RandomGenerator random;

  public PipelineResource(
      Acting acting,
      Database database,
      FilmDigests films,
      ProjectDesk projects,
      RunDesk runs,
      ForkDesk forks,
      PipelineViews views,
      PipelineModels models,
      PipelineSettings settings,
      RandomGenerator random) {
    this.acting = acting;
    this.database = database;
    this.films = films;
    this.projects = projects;
    this.runs = runs;
    this.forks = forks;
    this.views = views;
    this.models = models;
    this.rules = new PipelineRules(models, settings);
    this.settings = settings;
    this.random = random;
  }

  @POST
  @Path("api/generate")
  @Operation(summary = "Make a film from a prompt")
  @RequestBody(content = @Content(schema = @Schema(implementation = GenerateRequest.class)))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Started.class)))
  public Response generate(@Context RoutingContext context) {
    var asked = GenerateRequest.read(BodyFields.of(context));
    rules.demandNew(asked);
    var order = PipelineIntake.order(asked, owner(context), seed(), settings);
    var made = acting.perform(projects.order(order));
    return accepted(
        Started.of(
            made.project().id().value(), "pending", PipelineViews.dollars(models.estimate(asked))));
  }

  @GET
  @Path("api/projects")
  @Operation(summary = "All films, newest first; `limit` and `cursor` are optional")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ProjectLine[].class)))
  public Response list(
      @Context RoutingContext context,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var wanted = limit == null ? null : limit(limit);
    var after = cursor(cursor);
    var owner = owner(context);
    var found =
        database.read(handle -> films.list(handle, owner, PipelineIntake.SURFACE, wanted, after));
    var response = ok(found.stream().map(views::line).toList());
    if (wanted != null && found.size() == wanted) {
      var last = found.getLast();
      response.header("X-Next-Cursor", new Cursor(last.createdAt(), last.id().value()).word());
    }
    return response.build();
  }

  @GET
  @Path("api/projects/{project_id}")
  @Operation(summary = "A film with its scenes")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ProjectDetail.class)))
  public Response detail(@Context RoutingContext context, @PathParam("project_id") String project) {
    var id = id("project_id", project);
    return ok(database.read(
            handle -> {
              var film = film(context, id).in(handle);
              return views.detail(film, films.shots(handle, film));
            }))
        .build();
  }

  @GET
  @Path("api/projects/{project_id}/status")
  @Operation(summary = "How far a film is")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StatusResponse.class)))
  public Response status(@Context RoutingContext context, @PathParam("project_id") String project) {
    var id = id("project_id", project);
    return ok(views.statusResponse(database.read(handle -> film(context, id).in(handle)))).build();
  }

  @POST
  @Path("api/projects/{project_id}/stop")
  @Operation(summary = "Stop a film; what is there stays")
  public Response stop(@Context RoutingContext context, @PathParam("project_id") String project) {
    var id = new ProjectId(id("project_id", project));
    acting.perform(
        handle -> {
          var film = film(context, id.value()).in(handle);
          if (!runs.stop(film.owner(), id).in(handle)) {
            throw conflict("stopped", film);
          }
          return film;
        });
    return ok(new Stopped(id.value(), "stopped")).build();
  }

  @POST
  @Path("api/projects/{project_id}/resume")
  @Operation(summary = "Go on with a film where it stands")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Started.class)))
  public Response resume(@Context RoutingContext context, @PathParam("project_id") String project) {
    var id = new ProjectId(id("project_id", project));
    var status =
        acting.perform(
            handle -> {
              var film = film(context, id.value()).in(handle);
              if (PipelineViews.status(film).equals("complete")) {
                throw conflict("resumed", film);
              }
              runs.resume(film.owner(), id).in(handle);
              return PipelineViews.status(film(context, id.value()).in(handle));
            });
    return accepted(Started.of(id.value(), status, null));
  }

  @POST
  @Path("api/projects/{project_id}/stitch")
  @Operation(summary = "Join the clips of a complete film anew; nothing else is made or paid")
  @RequestBody(content = @Content(schema = @Schema(implementation = StitchRequest.class)))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Started.class)))
  public Response stitch(@Context RoutingContext context, @PathParam("project_id") String project) {
    var id = new ProjectId(id("project_id", project));
    var asked = StitchRequest.read(BodyFields.ofOptional(context));
    acting.perform(
        handle -> {
          var film = film(context, id.value()).in(handle);
          if (!PipelineViews.status(film).equals("complete")) {
            throw conflict("stitched", film);
          }
          rules.demandCrossfade(asked, PipelineIntake.askedFor(film));
          return runs.recut(film.owner(), id, asked.crossfade(film.settings())).in(handle);
        });
    return accepted(Started.of(id.value(), "stitching", null));
  }

  @POST
  @Path("api/projects/{project_id}/fork")
  @Operation(summary = "Make a new film of this one; only what the changes touch is made again")
  @RequestBody(content = @Content(schema = @Schema(implementation = ForkRequest.class)))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = ForkResponse.class)))
  public Response fork(@Context RoutingContext context, @PathParam("project_id") String project) {
    var id = new ProjectId(id("project_id", project));
    var asked = ForkRequest.read(BodyFields.of(context));
    var seed = seed();
    var forked =
        acting.perform(
            handle -> {
              var source = film(context, id.value()).in(handle);
              var plan = new ForkPlan(source, asked, rules);
              return forks
                  .fork(source.owner(), id, plan.fork(seed, settings.clipsAtOnce()))
                  .in(handle);
            });
    var boundaries = forked.boundaries();
    var word = PipelineWords.stage(boundaries.goesOn());
    var made = forked.ordered().project().id().value();
    return accepted(
        new ForkResponse(
            made, id.value(), word, PipelineViews.statusUrl(made), boundaries.frames(), word));
  }

  @GET
  @Path("api/metrics")
  @Operation(summary = "All films added up")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MetricsResponse.class)))
  public Response metrics(@Context RoutingContext context) {
    var owner = owner(context);
    var all =
        database.read(handle -> films.list(handle, owner, PipelineIntake.SURFACE, null, null));
    return ok(MetricsResponse.of(all, models)).build();
  }

  /// The answer of `stop`.
  record Stopped(String project_id, String status) {}

  private Act<FilmDigest> film(RoutingContext context, String id) {
    var owner = owner(context);
    return handle ->
        films
            .find(handle, owner, PipelineIntake.SURFACE, new ProjectId(id))
            .orElseThrow(() -> Problem.notFound("Project", id));
  }

  private static Problem conflict(String act, FilmDigest film) {
    return Problem.conflict(
        "WRONG_STATE",
        "Project cannot be %s from status '%s'".formatted(act, PipelineViews.status(film)));
  }

  private long seed() {
    return random.nextLong(ProjectSettings.MAX_SEED + 1);
  }

  static String owner(RoutingContext context) {
    return Caller.of(context).owner();
  }

  /// @throws Problem 422 when it is no UUID
  static String id(String name, @Nullable String text) {
    var plain = text == null ? "" : text.strip().toLowerCase(java.util.Locale.ROOT);
    if (plain.matches("[0-9a-f]{32}")) {
      plain = plain.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
    if (!Ids.isUuid(plain)) {
      throw Problem.of(422, Problem.INVALID, "That is no id.")
          .because(
              List.of(
                  new FieldFault(
                      List.of("path", name),
                      "uuid_parsing",
                      "Input should be a valid UUID",
                      text)));
    }
    return plain;
  }

  private static int limit(String text) {
    if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST_LISTED) {
      throw Problem.of(422, Problem.INVALID, "The limit is out of range.")
          .because(
              List.of(
                  new FieldFault(
                      List.of("query", "limit"),
                      "int_parsing",
                      "Input should be a whole number within 1.." + MOST_LISTED,
                      text)));
    }
    return Integer.parseInt(text);
  }

  private static @Nullable PageCursor cursor(@Nullable String word) {
    return Cursor.parse(word)
        .map(
            cursor -> {
              if (!Ids.isUuid(cursor.id())) {
                throw Problem.malformed(
                    new FieldFault(
                        List.of("query", "cursor"),
                        "cursor",
                        "not a cursor that this server gave out",
                        word));
              }
              return new PageCursor(cursor.createdAt(), cursor.id());
            })
        .orElse(null);
  }

  private static Response.ResponseBuilder ok(Object body) {
    return Response.ok(body).header("Cache-Control", "no-store");
  }

  private static Response accepted(Object body) {
    return Response.status(202).entity(body).header("Cache-Control", "no-store").build();
  }
}
