package dev.reelwright.http.t2v;

import dev.reelwright.http.DetailErrors;
import dev.reelwright.http.ErrorBody;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Surface;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/// Two forms: `{"error": …}` for what the framework found, `{"detail": {"error": …}}` for what a
/// route says itself. Malformed requests are 400.
@ApplicationScoped
public class T2vErrors implements ErrorBody {
  @Override
  public Surface surface() {
    return Surface.T2V;
  }

  @Override
  public Answer of(Problem problem) {
    if (problem.isUnknownPath() || problem.code().equals(Problem.METHOD_NOT_ALLOWED)) {
      return Answer.json(problem.status(), Map.of("detail", DetailErrors.text(problem)));
    }
    if (!problem.faults().isEmpty()) {
      var error = error("VALIDATION_ERROR", problem.detail());
      error.put("details", DetailErrors.findings(problem));
      return Answer.json(400, Map.of("error", error));
    }
    var error = error(problem.code(), problem.detail());
    if (problem.code().equals(Problem.INTERNAL)) {
      return Answer.json(problem.status(), Map.of("error", error));
    }
    var detail = new LinkedHashMap<String, Object>(problem.members());
    detail.put("error", error);
    return Answer.json(problem.status(), Map.of("detail", detail));
  }

  private static Map<String, Object> error(String code, String message) {
    var error = new LinkedHashMap<String, Object>();
    error.put("code", code);
    error.put("message", message);
    return error;
  }
}
