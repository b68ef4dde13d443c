package dev.reelwright.http.studio;

import dev.reelwright.engine.RunId;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.Problem;
import dev.reelwright.http.SettledAnswers;
import dev.reelwright.http.studio.Wire.RunJson;
import dev.reelwright.http.studio.Wire.RunPage;
import dev.reelwright.http.studio.Wire.StepPage;
import dev.reelwright.production.RunReader;
import dev.reelwright.production.RunReader.RunLine;
import dev.reelwright.project.ProjectId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Runs and their steps.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Runs")
public class RunsResource {
  private final Words words;
  private final RunReader runs;
  private final SettledAnswers answers;

  public RunsResource(Words words, RunReader runs, SettledAnswers answers) {
    this.words = words;
    this.runs = runs;
    this.answers = answers;
  }

  @GET
  @Path("runs")
  @Operation(operationId = "listRuns", summary = "Runs of all projects, newest first")
  public RunPage all(
      @Context RoutingContext context,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return page(StudioCalls.owner(context), null, limit, cursor);
  }

  @GET
  @Path("projects/{project}/runs")
  @Operation(operationId = "listRunsOfProject", summary = "Runs of a project, newest first")
  public RunPage ofProject(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return page(StudioCalls.owner(context), ProjectsResource.id(project), limit, cursor);
  }

  @GET
  @Path("runs/{run}")
  @Operation(operationId = "readRun", summary = "A run with the number of its steps in each state")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RunJson.class)))
  public Response run(@Context RoutingContext context, @PathParam("run") String run) {
    return answers.of(context, () -> json(find(context, run)));
  }

  @GET
  @Path("runs/{run}/steps")
  @Operation(operationId = "listSteps", summary = "Steps of a run, newest first")
  public StepPage steps(
      @Context RoutingContext context,
      @PathParam("run") String run,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var status = state == null ? null : StudioCalls.word("query", "state", StepStatus.class, state);
    var page =
        runs.steps(
            find(context, run).run().id(),
            status,
            StudioCalls.limit(limit),
            StudioCalls.cursor(cursor));
    return new StepPage(
        page.items().stream().map(words::step).toList(),
        page.next().map(ProjectsResource::word).orElse(null));
  }

  private RunPage page(
      String owner, @Nullable ProjectId project, @Nullable Integer limit, @Nullable String cursor) {
    var page = runs.list(owner, project, StudioCalls.limit(limit), StudioCalls.cursor(cursor));
    return new RunPage(
        page.items().stream().map(this::json).toList(),
        page.next().map(ProjectsResource::word).orElse(null));
  }

  private RunLine find(RoutingContext context, String run) {
    var id = StudioCalls.id("run", run, RunId::new);
    return runs.find(StudioCalls.owner(context), id)
        .orElseThrow(() -> Problem.notFound("run", run));
  }

  private RunJson json(RunLine line) {
    var counts = new TreeMap<String, Integer>();
    line.steps().forEach((status, count) -> counts.put(StudioCalls.word(status), count));
    return words.run(line.run(), line.project(), counts);
  }
}
