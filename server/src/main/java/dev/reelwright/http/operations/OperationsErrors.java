package dev.reelwright.http.operations;

import dev.reelwright.http.DetailErrors;
import dev.reelwright.http.ErrorBody;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Surface;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;

/// Where no surface can be told from the path: a body that satisfies all of them.
@ApplicationScoped
public class OperationsErrors implements ErrorBody {
  @Override
  public Surface surface() {
    return Surface.OPERATIONS;
  }

  @Override
  public Answer of(Problem problem) {
    var text = DetailErrors.text(problem);
    var error = new LinkedHashMap<String, Object>();
    error.put("code", problem.code());
    error.put("message", problem.next() == null ? text : text + ". " + problem.next());
    error.put("details", problem.members());
    var body = new LinkedHashMap<String, Object>();
    body.put("error", error);
    body.put("detail", text);
    return Answer.json(problem.status(), body);
  }
}
