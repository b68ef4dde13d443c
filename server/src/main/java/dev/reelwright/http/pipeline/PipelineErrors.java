package dev.reelwright.http.pipeline;

import dev.reelwright.http.DetailErrors;
import dev.reelwright.http.ErrorBody;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Surface;
import jakarta.enterprise.context.ApplicationScoped;

/// `{"detail": text}`, a list of findings where a request cannot be parsed, and an `error` beside
/// it when it is our fault.
@ApplicationScoped
public class PipelineErrors implements ErrorBody {
  @Override
  public Surface surface() {
    return Surface.PIPELINE;
  }

  @Override
  public Answer of(Problem problem) {
    var body = DetailErrors.of(problem);
    if (problem.status() == 500) {
      body.json().put("error", "Internal server error");
    }
    return body;
  }
}
