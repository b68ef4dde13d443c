package dev.reelwright.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer that is not a success. Thrown by resources; the error body of the surface that was
/// called writes it. Says nothing that a caller must not see: no path, no key, no stack trace.
///
/// The code is stable, the text is not.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public static final String NOT_FOUND = "NOT_FOUND";
  public static final String METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED";
  public static final String NOT_BUILT_YET = "NOT_BUILT_YET";
  public static final String MALFORMED = "MALFORMED_REQUEST";
  public static final String INVALID = "VALIDATION_ERROR";
  public static final String INTERNAL = "INTERNAL_ERROR";

  private final int status;
  private final String code;
  private final String detail;
  private final @Nullable String next;
  private final transient List<FieldFault> faults;
  private final transient Map<String, Object> members;
  private final transient Map<String, String> headers;

  private Problem(
      int status,
      String code,
      String detail,
      @Nullable String next,
      List<FieldFault> faults,
      Map<String, Object> members,
      Map<String, String> headers) {
    super(status + " " + code + ": " + detail, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.next = next;
    this.faults = List.copyOf(faults);
    this.members = Map.copyOf(members);
    this.headers = Map.copyOf(headers);
  }

  /// @param status 400..599
  /// @param code stable word in capitals
  /// @param detail one sentence for people
  public static Problem of(int status, String code, String detail) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not a status of an error: " + status);
    }
    return new Problem(status, code, detail, null, List.of(), Map.of(), Map.of());
  }

  public static Problem notFound(String what, Object id) {
    return of(404, NOT_FOUND, what + " not found")
        .with("resource_type", what)
        .with("resource_id", String.valueOf(id));
  }

  public static Problem conflict(String code, String detail) {
    return of(409, code, detail);
  }

  /// The request was understood and breaks a rule.
  public static Problem invalid(FieldFault fault) {
    return of(422, INVALID, fault.field() + ": " + fault.message()).because(List.of(fault));
  }

  /// The request cannot be read at all.
  public static Problem malformed(FieldFault fault) {
    return of(400, MALFORMED, fault.message()).because(List.of(fault));
  }

  /// What the caller can do about it.
  public Problem next(String advice) {
    return new Problem(status, code, detail, advice, faults, members, headers);
  }

  public Problem because(List<FieldFault> fieldFaults) {
    return new Problem(status, code, detail, next, fieldFaults, members, headers);
  }

  /// Adds a member to the body.
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(status, code, detail, next, faults, more, headers);
  }

  /// Adds a header to the answer.
  public Problem header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, detail, next, faults, members, more);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  public @Nullable String next() {
    return next;
  }

  public List<FieldFault> faults() {
    return faults;
  }

  public Map<String, Object> members() {
    return members;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /// No route leads there.
  public boolean isUnknownPath() {
    return status == 404 && code.equals(NOT_FOUND) && !members.containsKey("resource_type");
  }
}
