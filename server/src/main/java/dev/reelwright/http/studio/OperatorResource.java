package dev.reelwright.http.studio;

import dev.reelwright.engine.Lanes;
import dev.reelwright.http.Problem;
import dev.reelwright.http.studio.Wire.CostsJson;
import dev.reelwright.http.studio.Wire.LaneJson;
import dev.reelwright.http.studio.Wire.ServerJson;
import dev.reelwright.quote.Costs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What an operator looks at and sets: lanes, costs, settings.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Operation")
public class OperatorResource {
  private static final int MOST_DAYS = 366;

  private final Lanes lanes;
  private final Costs costs;
  private final StudioSettings settings;
  private final InstantSource clock;

  public OperatorResource(Lanes lanes, Costs costs, StudioSettings settings, InstantSource clock) {
    this.lanes = lanes;
    this.costs = costs;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param ratePerMinute calls begun within any minute; 0 for no limit
  @Schema(name = "LaneBody")
  record LaneBody(
      @Nullable Boolean paused, @Nullable Integer capacity, @Nullable Integer ratePerMinute) {}

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

  @PATCH
  @Path("lanes/{lane}")
  @Operation(
      operationId = "configureLane",
      summary = "Pause or resume a lane, set its capacity and its rate")
  public LaneJson configure(@PathParam("lane") String lane, @Nullable LaneBody body) {
    var change = body == null ? new LaneBody(null, null, null) : body;
    within("capacity", change.capacity(), Lanes.MAX_CAPACITY);
    within("ratePerMinute", change.ratePerMinute(), Lanes.MAX_RATE_PER_MINUTE);
    return lanes
        .configure(lane, change.paused(), change.capacity(), change.ratePerMinute())
        .map(Words::lane)
        .orElseThrow(() -> Problem.notFound("lane", lane));
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

  @GET
  @Path("settings")
  @Operation(
      operationId = "readSettings",
      summary = "How this server is set up; secrets are never shown")
  public ServerJson settings() {
    return new ServerJson(
        settings.host(),
        settings.asksForKey(),
        settings.maxBodyBytes(),
        settings.maxFileBytes(),
        settings.maxPicturePixels(),
        settings.node(),
        Words.model(settings.defaultModel()));
  }

  private static void within(String field, @Nullable Integer value, int most) {
    if (value != null && (value < 0 || value > most)) {
      throw StudioCalls.invalid("body", field, "must lie within 0.." + most, value);
    }
  }
}
