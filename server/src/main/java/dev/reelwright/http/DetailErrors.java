package dev.reelwright.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The error form that several older services share: `{"detail": text}`, or a list of findings with
/// status 422 when a request cannot be parsed.
public final class DetailErrors {
  private static final Set<String> PARSING = Set.of(Problem.MALFORMED, Problem.INVALID);

  private DetailErrors() {}

  /// The body may be added to.
  public static ErrorBody.Answer of(Problem problem) {
    var body = new LinkedHashMap<String, Object>();
    boolean isParsing = PARSING.contains(problem.code()) && !problem.faults().isEmpty();
    body.put("detail", isParsing ? findings(problem) : text(problem));
    if (!isPlain(problem)) {
      body.put("code", problem.code());
    }
    return ErrorBody.Answer.json(isParsing ? 422 : problem.status(), body);
  }

  /// As the older services listed them.
  public static List<Map<String, Object>> findings(Problem problem) {
    var findings = new ArrayList<Map<String, Object>>();
    for (var fault : problem.faults()) {
      var finding = new LinkedHashMap<String, Object>();
      finding.put("type", fault.type());
      finding.put("loc", fault.loc());
      finding.put("msg", fault.message());
      if (fault.input() != null) {
        finding.put("input", fault.input());
      }
      findings.add(finding);
    }
    return findings;
  }

  /// The words of the older framework where it answered by itself.
  public static String text(Problem problem) {
    if (problem.isUnknownPath()) {
      return "Not Found";
    }
    return problem.code().equals(Problem.METHOD_NOT_ALLOWED)
        ? "Method Not Allowed"
        : problem.detail();
  }

  private static boolean isPlain(Problem problem) {
    return problem.isUnknownPath() || problem.code().equals(Problem.METHOD_NOT_ALLOWED);
  }
}
