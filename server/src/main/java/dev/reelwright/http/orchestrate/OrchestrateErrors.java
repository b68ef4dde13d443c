package dev.reelwright.http.orchestrate;

import dev.reelwright.http.DetailErrors;
import dev.reelwright.http.ErrorBody;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Surface;
import jakarta.enterprise.context.ApplicationScoped;

/// Always `{"detail": text}`, with a list of findings where a request cannot be parsed.
@ApplicationScoped
public class OrchestrateErrors implements ErrorBody {
  @Override
  public Surface surface() {
    return Surface.ORCHESTRATE;
  }

  @Override
  public Answer of(Problem problem) {
    return DetailErrors.of(problem);
  }
}
