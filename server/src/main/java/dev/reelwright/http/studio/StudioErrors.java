package dev.reelwright.http.studio;

import dev.reelwright.http.ErrorBody;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Surface;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Problem details (RFC 9457). `type` is a name, not an address: `code` says the same in one word.
@ApplicationScoped
public class StudioErrors implements ErrorBody {
  @Override
  public Surface surface() {
    return Surface.STUDIO;
  }

  @Override
  public Answer of(Problem problem) {
    var body = new LinkedHashMap<String, Object>();
    var word = problem.code().toLowerCase(Locale.ROOT).replace('_', '-');
    body.put("type", "urn:reelwright:problem:" + word);
    body.put("title", title(word));
    body.put("status", problem.status());
    body.put("code", problem.code());
    body.put("detail", problem.detail());
    if (problem.next() != null) {
      body.put("next", problem.next());
    }
    if (!problem.faults().isEmpty()) {
      body.put(
          "errors",
          problem.faults().stream()
              .map(
                  fault ->
                      Map.of(
                          "field", fault.field(), "code", fault.type(), "detail", fault.message()))
              .toList());
    }
    problem.members().forEach(body::putIfAbsent);
    return new Answer(problem.status(), "application/problem+json", body);
  }

  private static String title(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1).replace('-', ' ');
  }
}
