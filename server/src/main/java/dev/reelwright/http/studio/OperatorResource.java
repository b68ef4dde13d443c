package dev.reelwright.http.studio;

import dev.reelwright.engine.Lanes;
import dev.reelwright.http.Problem;
import dev.reelwright.http.studio.Wire.CostsJson;
import dev.reelwright.http.studio.Wire.LaneJson;
import dev.reelwright.quote.Costs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What an operator looks at and sets: lanes, costs.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Operation")
public class OperatorResource {
  private static final int MOST_DAYS = 366;

  private final Lanes lanes;
  private final Costs costs;
  private final InstantSource clock;

  public OperatorResource(Lanes lanes, Costs costs, InstantSource clock) {
    this.lanes = lanes;
    this.costs = costs;
    this.clock = clock;
  }

  /// @param draining as `paused`, before a lane is taken out of service
  /// @param ratePerMinute calls begun within any minute; 0 for no limit
  /// @param fleet the fleet whose work it shares; empty to leave it
  /// @param offers the models it can run; empty for all
  /// @param up true to take a lane that is down for well again at once
  @Schema(name = "LaneBody")
  record LaneBody(
      @Nullable Boolean paused,
      @Nullable Boolean draining,
      @Nullable Integer capacity,
      @Nullable Integer ratePerMinute,
      @Nullable String fleet,
      @Nullable List<String> offers,
      @Nullable Boolean up) {
    static final LaneBody NOTHING = new LaneBody(null, null, null, null, null, null, null);

    Lanes.Change change() {
      return new Lanes.Change(paused, draining, capacity, ratePerMinute, fleet, offers, up);
    }
  }

  /// @param kind `call` for a server of a fleet, `fleet`, or `pull` for work that others ask for
  @Schema(name = "NewLaneBody")
  record NewLaneBody(
      @Nullable String id,
      @Nullable String kind,
      @Nullable Integer capacity,
      @Nullable Integer ratePerMinute,
      @Nullable String fleet,
      @Nullable List<String> offers) {
    Lanes.Change change() {
      return new Lanes.Change(null, null, capacity, ratePerMinute, fleet, offers, null);
    }
  }

  @GET
  @Path("lanes")
  @Operation(operationId = "listLanes", summary = "The streams of capacity and what is in them")
  public List<LaneJson> lanes() {
    return lanes.list().stream().map(Words::lane).toList();
  }

  @GET
  @Path("lanes/{lane}")
  @Operation(operationId = "readLane", summary = "A stream of capacity")
  public LaneJson lane(@PathParam("lane") String lane) {
    return lanes.find(lane).map(Words::lane).orElseThrow(() -> Problem.notFound("lane", lane));
  }

  @POST
  @Path("lanes")
  @Operation(
      operationId = "addLane",
      summary = "Add a server, a fleet of servers, or a lane that others take work from")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = LaneJson.class)))
  public Response add(@Nullable NewLaneBody body) {
    if (body == null || body.id() == null || body.kind() == null) {
      throw StudioCalls.invalid("body", "id", "a lane needs an id and a kind", null);
    }
    var id = body.id();
    var kind = body.kind().toUpperCase(Locale.ROOT);
    var lane = fitting(() -> lanes.add(id, kind, body.change()));
    return StudioCalls.response(
        new StudioCalls.Reply(201, null, Words.ROOT + "/lanes/" + id, Words.lane(lane)));
  }

  @PATCH
  @Path("lanes/{lane}")
  @Operation(
      operationId = "configureLane",
      summary =
          "Pause, drain or resume a lane, set its capacity, rate, fleet and models, or call it well")
  public LaneJson configure(@PathParam("lane") String lane, @Nullable LaneBody body) {
    var change = (body == null ? LaneBody.NOTHING : body).change();
    return fitting(() -> lanes.configure(lane, change))
        .map(Words::lane)
        .orElseThrow(() -> Problem.notFound("lane", lane));
  }

  @DELETE
  @Path("lanes/{lane}")
  @Operation(operationId = "removeLane", summary = "Remove a lane that never had work")
  @APIResponse(responseCode = "204")
  public Response remove(@PathParam("lane") String lane) {
    if (!fitting(() -> lanes.remove(lane))) {
      throw Problem.notFound("lane", lane);
    }
    return Response.noContent().build();
  }

  @GET
  @Path("costs")
  @Operation(
      operationId = "listCosts",
      summary = "What all projects have cost in the last days, by model")
  public CostsJson costs(
      @Context RoutingContext context, @QueryParam("days") @Nullable Integer days) {
    var wanted = days == null ? 30 : days;
    if (wanted < 1 || wanted > MOST_DAYS) {
      throw StudioCalls.invalid("query", "days", "must lie within 1.." + MOST_DAYS, days);
    }
    var since = Instant.ofEpochMilli(clock.millis()).minus(Duration.ofDays(wanted));
    return new CostsJson(
        since,
        costs.of(StudioCalls.owner(context), null, since).stream().map(Words::cost).toList());
  }

  private static <T> T fitting(Supplier<T> change) {
    try {
      return change.get();
    } catch (Lanes.Unfit e) {
      throw StudioCalls.invalid("body", e.field(), String.valueOf(e.getMessage()), null);
    }
  }
}
