package dev.reelwright.http.orchestrate;

import dev.reelwright.desk.Acting;
import dev.reelwright.http.Caller;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.Problem;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineDesk;
import dev.reelwright.line.LineWork;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Page;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The orchestrate surface: jobs are put in line, looked at, put back and taken out.
@Path("/orchestrate")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "Orchestrate")
public class OrchestrateResource {
  private static final int USUAL_LIMIT = 100;

  private final Acting acting;
  private final LineDesk desk;
  private final Foreman foreman;
  private final OrchestrateJobs jobs;
  private final OrchestrateViews views;
  private final OrchestrateSettings settings;
  private final JobQueue queue;
  private final InstantSource clock;
  private final RandomGenerator random;

  public OrchestrateResource(
      Acting acting,
      LineDesk desk,
      Foreman foreman,
      OrchestrateJobs jobs,
      OrchestrateViews views,
      OrchestrateSettings settings,
      JobQueue queue,
      InstantSource clock,
      RandomGenerator random) {
    this.acting = acting;
    this.desk = desk;
    this.foreman = foreman;
    this.jobs = jobs;
    this.views = views;
    this.settings = settings;
    this.queue = queue;
    this.clock = clock;
    this.random = random;
  }

  @POST
  @Path("start")
  @Operation(summary = "Put a job in line: a script and prompts in, one finished video out")
  @RequestBody(content = @Content(schema = @Schema(implementation = StartRequest.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StartAnswer.class)))
  public Response start(@Context RoutingContext context) {
    var asked = StartBody.read(bytes(context));
    var runId = RunName.of(asked.runId());
    demandStyle(asked.imageStyle());
    if (settings.speaks() && asked.script().isBlank()) {
      throw Problem.of(422, Problem.INVALID, "script: nothing to say")
          .because(
              List.of(
                  new FieldFault(
                      List.of("body", "script"),
                      "string_too_short",
                      "String should have at least 1 character",
                      asked.script())));
    }
    var draft =
        OrchestrateIntake.draft(
            asked,
            // This surface promises version 4.
            new ProjectId(UUID.randomUUID().toString()),
            owner(context),
            random.nextLong(ProjectSettings.MAX_SEED + 1),
            settings,
            clock.instant());
    queue.demandReachable();
    acting.perform(
        desk.order(
            draft.project(), draft.scene(), draft.shots(), OrchestrateIntake.SURFACE, runId));
    queue.joined(draft.project().id());
    foreman.joined();
    return ok(new StartAnswer(draft.project().id().value(), "queued"));
  }

  @GET
  @Path("status/{job_id}")
  @Operation(summary = "How far a job is")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StatusDocument.class)))
  public Response status(@Context RoutingContext context, @PathParam("job_id") String job) {
    return ok(views.status(found(context, job, "job not found")));
  }

  @GET
  @Path("dead-letter")
  @Operation(summary = "Jobs that failed, oldest first; `limit` and `offset` are optional")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DeadLetters.class)))
  public Response deadLetters(
      @Context RoutingContext context,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("offset") @Nullable String offset) {
    var owner = owner(context);
    var most = (int) number("limit", limit, USUAL_LIMIT, 1, Page.MAX_LIMIT);
    var from = number("offset", offset, 0, 0, Integer.MAX_VALUE);
    return ok(
        new DeadLetters(
            jobs.countDead(owner),
            jobs.dead(owner, most, from).stream()
                .flatMap(job -> views.deadLetter(job).stream())
                .toList()));
  }

  @POST
  @Path("dead-letter/{job_id}/requeue")
  @Operation(summary = "Put a job that failed back in line; what was made of it is kept")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StartAnswer.class)))
  public Response requeue(@Context RoutingContext context, @PathParam("job_id") String job) {
    var found = found(context, job, "job not found");
    var id = found.production().project().id();
    queue.demandReachable();
    acting.perform(desk.requeue(owner(context), OrchestrateIntake.SURFACE, id, true));
    queue.joined(id);
    foreman.joined();
    return ok(new StartAnswer(id.value(), "queued"));
  }

  @DELETE
  @Path("jobs/{job_id}")
  @Operation(summary = "Take a job out of the line, or stop it; it ends as failed")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StartAnswer.class)))
  public Response cancel(@Context RoutingContext context, @PathParam("job_id") String job) {
    var found = found(context, job, "job not found");
    if (!foreman.cancel(
        found.production().project().id(),
        new LineWork.Ending(OrchestrateWords.CANCELLED, OrchestrateWords.CANCELLED_BY_CALLER))) {
      throw Problem.conflict(
          "JOB_OVER", "Job is over already (status: %s)".formatted(views.word(found)));
    }
    return ok(new StartAnswer(found.production().project().id().value(), "failed"));
  }

  private OrchestrateJobs.Job found(RoutingContext context, String job, String missing) {
    return jobs.find(owner(context), id(job, missing))
        .orElseThrow(() -> Problem.of(404, "JOB_UNKNOWN", missing));
  }

  /// @throws Problem 404 for what cannot be an id
  static ProjectId id(@Nullable String text, String missing) {
    var plain = Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    if (!Ids.isUuid(plain)) {
      throw Problem.of(404, "JOB_UNKNOWN", missing);
    }
    return new ProjectId(plain);
  }

  private void demandStyle(@Nullable String style) {
    if (style != null && !settings.styles().contains(style)) {
      throw Problem.of(
          400,
          "IMAGE_STYLE",
          "Invalid image style: '%s'. Valid options are: %s"
              .formatted(style, List.copyOf(settings.styles())));
    }
  }

  private static long number(
      String name, @Nullable String text, long otherwise, long least, long most) {
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Problem.of(422, Problem.INVALID, name + " is out of range")
        .because(
            List.of(
                new FieldFault(
                    List.of("query", name),
                    "int_parsing",
                    "Input should be a whole number within %d..%d".formatted(least, most),
                    text)));
  }

  static String owner(RoutingContext context) {
    return Caller.of(context).owner();
  }

  private static byte[] bytes(RoutingContext context) {
    var buffer = context.body() == null ? null : context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  private static Response ok(Object body) {
    return Response.ok(body).header("Cache-Control", "no-store").build();
  }
}
