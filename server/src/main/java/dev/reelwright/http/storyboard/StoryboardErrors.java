package dev.reelwright.http.storyboard;

import dev.reelwright.http.ErrorBody;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Surface;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/// `{"error": {code, message, details}, "detail": message}` for everything; malformed and invalid
/// requests are 400.
@ApplicationScoped
public class StoryboardErrors implements ErrorBody {
  @Override
  public Surface surface() {
    return Surface.STORYBOARD;
  }

  @Override
  public Answer of(Problem problem) {
    var details = new LinkedHashMap<String, Object>(problem.members());
    var code = problem.code();
    int status = problem.status();
    if (!problem.faults().isEmpty()) {
      code = "VALIDATION_ERROR";
      status = 400;
      details.put(
          "errors",
          problem.faults().stream()
              .map(fault -> Map.of("field", fault.field(), "message", fault.message()))
              .toList());
    } else if (code.equals(Problem.NOT_FOUND)) {
      code = "RESOURCE_NOT_FOUND";
    }
    var error = new LinkedHashMap<String, Object>();
    error.put("code", code);
    error.put("message", problem.detail());
    error.put("details", details);
    return Answer.json(status, Map.of("error", error, "detail", problem.detail()));
  }
}
