package dev.reelwright.http.safety;

/// A file could not be had from an address that a caller named. The message may be shown: it names
/// the host as the caller wrote it and nothing that the caller did not know.
public final class FetchRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  FetchRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// What stood in the way.
  public enum Reason {
    /// Not an http or https address, or none that can be understood.
    ADDRESS,
    /// It leads to a machine that is not out in the world.
    PRIVATE,
    TOO_MANY_REDIRECTS,
    TOO_LARGE,
    TOO_SLOW,
    /// The other side said no, or nothing.
    UNAVAILABLE
  }

  public Reason reason() {
    return reason;
  }
}
