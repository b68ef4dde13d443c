package dev.reelwright.http.studio;

import dev.reelwright.engine.PullKind;
import dev.reelwright.engine.PullLanes;
import dev.reelwright.engine.PullLanes.Delivery;
import dev.reelwright.engine.PullLanes.Wish;
import dev.reelwright.engine.PullLanes.Work;
import dev.reelwright.http.Problem;
import dev.reelwright.provider.RejectionReason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// What outside workers do: take work from a lane, say that they live, bring what they made. The
/// files that go into the work are delivered by `AssetRoutes`.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Workers")
public class PullResource {
  private static final int LONGEST_NAME = 100;
  private static final long USUAL_LEASE_SECONDS = 60;
  private static final String RELEASED = "released";

  private final PullLanes pulls;
  private final Uploads uploads;

  public PullResource(PullLanes pulls, Uploads uploads) {
    this.pulls = pulls;
    this.uploads = uploads;
  }

  /// @param models what the worker has; all when absent
  /// @param kinds `image`, `video`, `speech`, `music`; all when absent
  /// @param leaseSeconds how long it may be silent, 10..3600; 60 when absent
  @Schema(name = "ClaimBody")
  record ClaimBody(
      @Nullable String worker,
      @Nullable List<String> models,
      @Nullable List<String> kinds,
      @Nullable Long leaseSeconds) {}

  /// @param fraction done so far, 0..1
  @Schema(name = "HeartbeatBody")
  record HeartbeatBody(
      @Nullable Long token, @Nullable Long leaseSeconds, @Nullable Double fraction) {}

  /// @param reason `provider_failure` (tried again), `content_policy`, `invalid_request` (not tried
  ///   again) or `released` (given back undone)
  @Schema(name = "FailureBody")
  record FailureBody(@Nullable Long token, @Nullable String reason, @Nullable String message) {}

  @Schema(name = "WorkInput")
  record InputJson(String url, String mediaType) {}

  /// @param token goes along with everything that is said about the job
  /// @param request what to make; its members depend on `kind`
  /// @param inputs files that go into it: `firstFrame`, `lastFrame`, `reference`
  @Schema(name = "Work")
  record WorkJson(
      String job,
      long token,
      Instant leaseUntil,
      String kind,
      String model,
      String project,
      Map<String, Object> request,
      Map<String, InputJson> inputs) {}

  @Schema(name = "Lease")
  record LeaseJson(Instant leaseUntil) {}

  @Schema(name = "WorkTaken")
  record TakenJson(boolean taken) {}

  @POST
  @Path("lanes/{lane}/claims")
  @Operation(
      operationId = "claimWork",
      summary = "Take work from a lane; 204 when there is none to do now")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WorkJson.class)))
  @APIResponse(responseCode = "204")
  public Response claim(@PathParam("lane") String lane, @Nullable ClaimBody body) {
    var asked = body == null ? new ClaimBody(null, null, null, null) : body;
    var name = asked.worker() == null ? "" : asked.worker().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw StudioCalls.invalid(
          "body", "worker", "must be a name of 1.." + LONGEST_NAME + " characters", null);
    }
    var wish =
        new Wish(
            name,
            asked.models() == null ? Set.of() : new HashSet<>(asked.models()),
            kinds(asked.kinds()),
            lease(asked.leaseSeconds()));
    try {
      return pulls
          .claim(lane, wish)
          .map(work -> Response.ok(json(lane, work)).header("Cache-Control", "no-store").build())
          .orElseGet(() -> Response.noContent().header("Retry-After", "2").build());
    } catch (IllegalArgumentException e) {
      throw Problem.of(404, Problem.NOT_FOUND, String.valueOf(e.getMessage()))
          .next("Make the lane with the kind pull, and order with the model LANE/MODEL of pull.");
    }
  }

  @POST
  @Path("lanes/{lane}/jobs/{job}/heartbeat")
  @Operation(
      operationId = "prolongWork",
      summary = "Say that a worker lives and how far it is; 409 when it should stop")
  public LeaseJson heartbeat(
      @PathParam("lane") String lane, @PathParam("job") String job, @Nullable HeartbeatBody body) {
    var work = work(lane, job);
    var asked = body == null ? new HeartbeatBody(null, null, null) : body;
    double fraction = asked.fraction() == null ? 0 : asked.fraction();
    if (!(fraction >= 0 && fraction <= 1)) {
      throw StudioCalls.invalid("body", "fraction", "must lie within 0..1", asked.fraction());
    }
    return pulls
        .heartbeat(work.job(), token("body", asked.token()), lease(asked.leaseSeconds()), fraction)
        .map(LeaseJson::new)
        .orElseThrow(() -> late(job, null));
  }

  @POST
  @Path("lanes/{lane}/jobs/{job}/result")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "deliverWork",
      summary = "Bring the file that was made; 409 when the worker is late")
  public TakenJson result(
      @PathParam("lane") String lane,
      @PathParam("job") String job,
      @RestForm("token") @Nullable Long token,
      @RestForm("file") @Nullable FileUpload file)
      throws IOException, InterruptedException {
    var work = work(lane, job);
    var known = token("form", token);
    var asset = uploads.receive(work.owner(), work.project(), file);
    if (!work.kind().takes(asset.mediaType())) {
      throw Problem.of(
              415,
              "UNFIT_FILE",
              "%s is no %s".formatted(asset.mediaType(), StudioCalls.word(work.kind())))
          .next("Send what the work asks for; the job is still yours.");
    }
    var delivery = pulls.deliver(work.job(), known, asset);
    if (delivery != Delivery.TAKEN) {
      throw late(job, delivery == Delivery.LATE_AND_KEPT);
    }
    return new TakenJson(true);
  }

  @POST
  @Path("lanes/{lane}/jobs/{job}/failure")
  @Operation(
      operationId = "failWork",
      summary = "Say why there is no result, or give the work back; 409 when the worker is late")
  public TakenJson failure(
      @PathParam("lane") String lane, @PathParam("job") String job, @Nullable FailureBody body) {
    var work = work(lane, job);
    var asked = body == null ? new FailureBody(null, null, null) : body;
    var known = token("body", asked.token());
    var reason = asked.reason() == null ? "" : asked.reason();
    var message = asked.message() == null ? "" : asked.message();
    if (message.length() > PullLanes.LONGEST_MESSAGE) {
      throw StudioCalls.invalid(
          "body",
          "message",
          "must be at most " + PullLanes.LONGEST_MESSAGE + " characters",
          message.length());
    }
    var isOurs =
        switch (reason) {
          case RELEASED -> pulls.release(work.job(), known);
          case "provider_failure" ->
              pulls.fail(work.job(), known, RejectionReason.PROVIDER_FAILURE, message);
          case "content_policy" ->
              pulls.fail(work.job(), known, RejectionReason.CONTENT_POLICY, message);
          case "invalid_request" ->
              pulls.fail(work.job(), known, RejectionReason.INVALID_REQUEST, message);
          default ->
              throw StudioCalls.invalid(
                  "body",
                  "reason",
                  "must be one of provider_failure, content_policy, invalid_request, released",
                  reason);
        };
    if (!isOurs) {
      throw late(job, null);
    }
    return new TakenJson(true);
  }

  private Work work(String lane, String job) {
    return pulls.find(lane, job).orElseThrow(() -> Problem.notFound("job", job));
  }

  private static long token(String where, @Nullable Long token) {
    if (token == null || token < 1) {
      throw StudioCalls.invalid(where, "token", "must be the one that came with the work", token);
    }
    return token;
  }

  private static Duration lease(@Nullable Long seconds) {
    var wished = seconds == null ? USUAL_LEASE_SECONDS : seconds;
    var shortest = PullLanes.SHORTEST_LEASE.toSeconds();
    var longest = PullLanes.LONGEST_LEASE.toSeconds();
    if (wished < shortest || wished > longest) {
      throw StudioCalls.invalid(
          "body", "leaseSeconds", "must lie within %d..%d".formatted(shortest, longest), seconds);
    }
    return Duration.ofSeconds(wished);
  }

  private static Set<PullKind> kinds(@Nullable List<String> words) {
    var kinds = EnumSet.noneOf(PullKind.class);
    if (words != null) {
      words.forEach(word -> kinds.add(StudioCalls.word("body", "kinds", PullKind.class, word)));
    }
    return kinds;
  }

  private static Problem late(String job, @Nullable Boolean kept) {
    var problem =
        Problem.conflict("LATE", "job %s is not yours any more".formatted(job))
            .next("Stop working on it and ask for other work.");
    return kept == null ? problem : problem.with("kept", kept);
  }

  private static WorkJson json(String lane, Work work) {
    var inputs = new TreeMap<String, InputJson>();
    work.inputs()
        .forEach(
            (name, input) ->
                inputs.put(
                    name,
                    new InputJson(
                        "%s/lanes/%s/jobs/%s/inputs/%s"
                            .formatted(Words.ROOT, lane, work.job(), name),
                        input.mediaType())));
    return new WorkJson(
        work.job(),
        work.token(),
        work.leaseUntil(),
        StudioCalls.word(work.kind()),
        work.model(),
        work.project().value(),
        work.request(),
        inputs);
  }
}
