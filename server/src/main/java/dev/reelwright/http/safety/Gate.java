package dev.reelwright.http.safety;

import dev.reelwright.http.Caller;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Route;
import dev.reelwright.http.RouteTable;
import dev.reelwright.http.Surface;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/// Every request comes through here first, whoever serves it. In this order: is the path sane, is
/// the name ours, what may the page that sent it see, who calls, may that page change anything, is
/// there such a route, is the body small enough. What is refused is answered in the form of the
/// surface that was called.
public final class Gate implements Handler<RoutingContext> {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final RouteTable table;
  private final ErrorWriter errors;
  private final Hosts hosts;
  private final Cors cors;
  private final KeyCheck keys;
  private final BodyReader bodies;

  public Gate(
      GateSettings settings,
      RouteTable table,
      ErrorWriter errors,
      KeyRing ring,
      SignedUrls signedUrls) {
    this.table = table;
    this.errors = errors;
    this.hosts = new Hosts(settings.hosts());
    this.cors = new Cors(new Origins(settings), table);
    this.keys = new KeyCheck(settings, ring, signedUrls);
    this.bodies = new BodyReader(settings);
  }

  @Override
  public void handle(RoutingContext context) {
    // Nothing may arrive while somebody else is asked.
    context.request().pause();
    try {
      var path = path(context);
      var surface = table.surface(path).orElse(Surface.OPERATIONS);
      ErrorWriter.mark(context, surface);
      context.response().putHeader("X-Content-Type-Options", "nosniff");
      demandOurName(context);
      if (cors.answers(context, surface, path)) {
        return;
      }
      keys.identify(context, path)
          .onFailure(failure -> refuse(context, failure))
          .onSuccess(caller -> admit(context, path, caller));
    } catch (Problem problem) {
      errors.send(context, problem);
    }
  }

  private void admit(RoutingContext context, String path, Optional<Caller> caller) {
    try {
      var route = table.find(context.request().method().name(), path);
      keys.demand(caller, route, path);
      if (!READING.contains(context.request().method())) {
        cors.demandTrust(context, ErrorWriter.surface(context), caller);
      }
      caller.orElseThrow(KeyCheck::keyNeeded).attach(context);
      if (context.request().method().equals(HttpMethod.OPTIONS) && !table.verbs(path).isEmpty()) {
        context.response().setStatusCode(204).putHeader("Allow", allow(path)).end();
        context.request().resume();
        return;
      }
      var found = route.orElseThrow(() -> unserved(path));
      ErrorWriter.mark(context, found.surface());
      demandBuilt(found);
      bodies
          .read(context, found)
          .onFailure(failure -> refuse(context, failure))
          .onSuccess(
              _ -> {
                context.next();
                if (!found.takesFile()) {
                  context.request().resume();
                }
              });
    } catch (Problem problem) {
      errors.send(context, problem);
    }
  }

  private void refuse(RoutingContext context, Throwable failure) {
    if (failure instanceof Problem problem) {
      errors.send(context, problem);
    } else {
      context.fail(failure);
    }
  }

  private static String path(RoutingContext context) {
    var raw = context.request().path();
    if (raw == null || !raw.startsWith("/")) {
      throw ErrorWriter.ofStatus(400);
    }
    String path;
    try {
      path = context.normalizedPath();
      if (!PathText.isSane(path)) {
        throw ErrorWriter.ofStatus(404);
      }
    } catch (IllegalArgumentException _) {
      throw ErrorWriter.ofStatus(400);
    }
    return path;
  }

  private void demandOurName(RoutingContext context) {
    var request = context.request();
    var host = request.getHeader("Host");
    if (host == null && request.authority() != null) {
      host = request.authority().toString();
    }
    if (host == null && request.version() == HttpVersion.HTTP_1_0) {
      return;
    }
    if (!hosts.areOurs(host)) {
      throw Problem.of(403, "FOREIGN_HOST", "This server does not answer by that name.")
          .next("Call it by its address, or name the host in REELWRIGHT_ALLOWED_HOSTS.");
    }
  }

  private Problem unserved(String path) {
    return table.verbs(path).isEmpty()
        ? ErrorWriter.ofStatus(404)
        : ErrorWriter.ofStatus(405).header("Allow", allow(path));
  }

  private String allow(String path) {
    return String.join(", ", table.verbs(path)) + ", OPTIONS";
  }

  private static void demandBuilt(Route route) {
    if (!route.built()) {
      throw Problem.of(
              501,
              Problem.NOT_BUILT_YET,
              "The %s surface does not serve %s %s yet: not built yet."
                  .formatted(route.surface().word(), route.verb(), route.template()))
          .with("surface", route.surface().word());
    }
  }
}
