package dev.reelwright.http.studio;

import dev.reelwright.access.ApiKeys;
import dev.reelwright.access.Secret;
import dev.reelwright.http.Caller;
import dev.reelwright.http.Problem;
import dev.reelwright.http.studio.Wire.SessionJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Signing in with a browser, which cannot send a key with pictures and videos. Who shows a key
/// gets a cookie with another one, made for this browser alone, that no script can read; signing
/// out takes it back. It is good for the native API only, and for pages of this server only.
@Path("/api/studio/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Session")
public class SessionResource {
  private static final Duration VALIDITY = Duration.ofDays(30);

  private final ApiKeys keys;
  private final StudioSettings server;

  public SessionResource(ApiKeys keys, StudioSettings server) {
    this.keys = keys;
    this.server = server;
  }

  @Schema(name = "SignInBody")
  record SignInBody(@Nullable String key) {}

  @GET
  @Operation(operationId = "readSession", summary = "Whether this browser may come in")
  public SessionJson read(@Context RoutingContext context) {
    return session(Caller.of(context).kind());
  }

  @POST
  @Operation(operationId = "signIn", summary = "Sign in with a key; sets a cookie")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SessionJson.class)))
  public Response signIn(@Context RoutingContext context, @Nullable SignInBody body) {
    if (!server.asksForKey()) {
      return answer(new SessionJson(false, true), null);
    }
    var shown = Texts.orEmpty(body == null ? null : body.key()).strip();
    if (shown.isEmpty() || keys.recognise(new Secret(shown)).isEmpty()) {
      throw Problem.of(401, "UNAUTHENTICATED", "That is no valid API key.")
          .next("Make one with `reel key create NAME`.");
    }
    var lent = keys.create("browser", VALIDITY);
    return answer(
        new SessionJson(true, true),
        cookie(context, lent.secret().reveal(), Math.toIntExact(VALIDITY.toSeconds())));
  }

  @DELETE
  @Operation(operationId = "signOut", summary = "Sign out; takes the cookie's key back")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SessionJson.class)))
  public Response signOut(@Context RoutingContext context) {
    var caller = Caller.of(context);
    if (caller.kind() == Caller.Kind.COOKIE && caller.keyId() != null) {
      var _ = keys.revoke(caller.keyId());
    }
    return answer(
        new SessionJson(server.asksForKey(), !server.asksForKey()), cookie(context, "", 0));
  }

  private SessionJson session(Caller.Kind kind) {
    var isSignedIn =
        switch (kind) {
          case KEY, COOKIE -> true;
          case LOCAL, SIGNED_URL -> !server.asksForKey();
        };
    return new SessionJson(server.asksForKey(), isSignedIn);
  }

  private static Response answer(SessionJson session, @Nullable NewCookie cookie) {
    var response = Response.ok(session).header("Cache-Control", "no-store");
    return (cookie == null ? response : response.cookie(cookie)).build();
  }

  /// Marked as secure where the browser speaks TLS, with us or with a proxy in front.
  private static NewCookie cookie(RoutingContext context, String value, int seconds) {
    var request = context.request();
    var isSecure =
        request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    return new NewCookie.Builder(Caller.SESSION_COOKIE)
        .value(value)
        .path("/api/studio")
        .httpOnly(true)
        .secure(isSecure)
        .sameSite(NewCookie.SameSite.STRICT)
        .maxAge(seconds)
        .build();
  }
}
