package dev.reelwright.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// Who calls, as the gate has found out.
///
/// @param owner whose projects these are
/// @param keyId of the key that was shown, or null
public record Caller(String owner, Kind kind, @Nullable String keyId) {
  /// Name of the cookie that holds the key a browser was lent.
  public static final String SESSION_COOKIE = "reelwright_session";

  private static final String SLOT = "reelwright.caller";

  /// How the caller was let in.
  public enum Kind {
    /// Without a key, because the server asks for none.
    LOCAL,
    /// With a key.
    KEY,
    /// With the key that a browser was lent when somebody signed in.
    COOKIE,
    /// With a signed address, for that address alone.
    SIGNED_URL
  }

  /// Whom the gate let in.
  public static Caller of(RoutingContext context) {
    Caller caller = context.get(SLOT);
    if (caller == null) {
      throw new IllegalStateException("the request did not come through the gate");
    }
    return caller;
  }

  public void attach(RoutingContext context) {
    context.put(SLOT, this);
  }
}
