package dev.reelwright.http.campaign;

import dev.reelwright.http.ErrorBody;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Surface;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The envelope with `data: null`, one sentence as `error`, and `code` beside it.
@ApplicationScoped
public class CampaignErrors implements ErrorBody {
  private final InstantSource clock;

  public CampaignErrors(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Surface surface() {
    return Surface.CAMPAIGN;
  }

  @Override
  public Answer of(Problem problem) {
    var body = new LinkedHashMap<String, Object>();
    body.put("data", null);
    body.put("error", problem.detail());
    body.put(
        "meta", Map.of("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    body.put("code", problem.code().toLowerCase(Locale.ROOT));
    if (!problem.faults().isEmpty()) {
      body.put(
          "details",
          problem.faults().stream()
              .map(fault -> Map.of("field", fault.field(), "message", fault.message()))
              .toList());
    }
    return Answer.json(problem.status(), body);
  }
}
