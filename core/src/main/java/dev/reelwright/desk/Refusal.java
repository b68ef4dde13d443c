package dev.reelwright.desk;

import org.jspecify.annotations.Nullable;

/// An act that cannot be done as asked. Thrown inside its transaction, so that nothing of it
/// remains. The code is stable, the message is for people and names no secret.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What is in the way.
  public enum Kind {
    /// There is no such thing for this caller.
    MISSING,
    /// It was changed since it was read.
    CHANGED,
    /// It stands in a state that does not allow it.
    CONFLICT,
    /// The act itself is wrong; `field` says where.
    INVALID
  }

  private final Kind kind;
  private final String code;
  private final @Nullable String field;
  private final @Nullable String next;
  private final long version;

  private Refusal(
      Kind kind,
      String code,
      String message,
      @Nullable String field,
      @Nullable String next,
      long version) {
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
    this.field = field;
    this.next = next;
    this.version = version;
  }

  /// @param what kind of thing, such as `shot`
  public static Refusal missing(String what, Object id) {
    return new Refusal(
        Kind.MISSING, "NOT_FOUND", "there is no %s %s".formatted(what, id), null, null, 0);
  }

  /// @param version the newest one
  public static Refusal changed(String what, Object id, long version) {
    return new Refusal(
        Kind.CHANGED,
        "CHANGED_MEANWHILE",
        "%s %s was changed since you read it".formatted(what, id),
        null,
        "Read it again, make your change to that and send it with the new ETag.",
        version);
  }

  public static Refusal conflict(String code, String message, String next) {
    return new Refusal(Kind.CONFLICT, code, message, null, next, 0);
  }

  /// @param field dotted name of the member that is wrong
  public static Refusal invalid(String field, String message) {
    return new Refusal(Kind.INVALID, "VALIDATION_ERROR", message, field, null, 0);
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  /// The member that is wrong; null unless `INVALID`.
  public @Nullable String field() {
    return field;
  }

  /// What the caller can do about it.
  public @Nullable String next() {
    return next;
  }

  /// The newest version; 0 unless `CHANGED`.
  public long version() {
    return version;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
