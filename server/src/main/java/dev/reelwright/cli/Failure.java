package dev.reelwright.cli;

import org.jspecify.annotations.Nullable;

/// Something that ends a command and that its user can do something about. The text comes from the
/// catalogue: `failure.CODE` says what is wrong, `failure.CODE.next` what to do.
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  static final int FAILED = 1;
  static final int USAGE = 2;

  private final int exit;
  private final String code;
  private final transient Object[] parts;

  private Failure(int exit, String code, @Nullable Throwable cause, Object... parts) {
    super(code, cause);
    this.exit = exit;
    this.code = code;
    this.parts = parts.clone();
  }

  /// The command was called wrongly.
  static Failure usage(String code, Object... parts) {
    return new Failure(USAGE, code, null, parts);
  }

  /// The command could not do what it was told.
  static Failure of(String code, Object... parts) {
    return new Failure(FAILED, code, null, parts);
  }

  static Failure of(String code, Throwable cause, Object... parts) {
    return new Failure(FAILED, code, cause, parts);
  }

  int exit() {
    return exit;
  }

  String code() {
    return code;
  }

  String what(Words words) {
    return words.get("failure." + code, parts);
  }

  String next(Words words) {
    return words.get("failure." + code + ".next", parts);
  }
}
