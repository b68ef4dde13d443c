package dev.reelwright.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RouteMatrixTest {
  private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private final RouteTable table = RouteTable.load();

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void everyPromisedRouteBelongsToItsSurface() {
    assertThat(ContractRoutes.all())
        .allSatisfy(
            promise ->
                assertThat(table.find(promise.verb(), promise.path()))
                    .as(promise.toString())
                    .hasValueSatisfying(
                        route -> assertThat(route.surface()).isEqualTo(promise.surface())));
  }

  @Test
  void everyPromisedRouteIsServedOrSaysThatItIsNotBuiltYet() {
    var wire = new Wire(port);
    assertThat(ContractRoutes.all())
        .allSatisfy(
            promise -> {
              var reply = wire.send(promise.verb(), promise.path(), Map.of(), new byte[0]);
              var route = table.find(promise.verb(), promise.path()).orElseThrow();
              if (route.built()) {
                assertThat(reply.status()).as(promise.toString()).isNotIn(405, 501);
                // What is not there is the thing, not the route.
                assertThat(reply.text()).as(promise.toString()).doesNotContain("Not Found");
                return;
              }
              assertThat(reply.status()).as(promise.toString()).isEqualTo(501);
              if (!promise.verb().equals("HEAD")) {
                assertThat(reply.text()).contains(promise.surface().word() + " surface");
                assertShape(promise.surface(), reply.json());
              }
            });
  }

  @Test
  void aWrongMethodIsRefusedInTheFormOfTheSurface() {
    var wire = new Wire(port);
    var paths = new TreeSet<String>();
    ContractRoutes.all().forEach(promise -> paths.add(promise.path()));
    assertThat(paths)
        .allSatisfy(
            path -> {
              var known = table.verbs(path);
              var wrong = VERBS.stream().filter(verb -> !known.contains(verb)).sorted().toList();
              for (var verb : wrong.subList(0, Math.min(1, wrong.size()))) {
                var reply = wire.send(verb, path, Map.of(), new byte[0]);
                assertThat(reply.status()).as(verb + " " + path).isEqualTo(405);
                assertThat(reply.header("Allow")).contains(known);
                assertShape(table.surface(path).orElseThrow(), reply.json());
              }
            });
  }

  @Test
  void anUnknownPathSatisfiesAllSurfaces() {
    var reply = new Wire(port).get("/api/no/such/thing");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("detail").asText()).isEqualTo("Not Found");
    assertThat(reply.json().path("error").path("code").isTextual()).isTrue();
  }

  @Test
  void everyBuiltRouteIsReallyServed() {
    var wire = new Wire(port);
    assertThat(
            table.routes().stream().filter(Route::built).filter(r -> !r.template().contains("{")))
        .allSatisfy(
            route ->
                assertThat(
                        wire.send(route.verb(), route.template(), Map.of(), new byte[0]).status())
                    .as(route.toString())
                    .isNotIn(404, 405, 500, 501));
  }

  @Test
  void everyAnswerOfTheStoryboardSurfaceCarriesItsHeaders() {
    var wire = new Wire(port);

    var versioned =
        wire.send("GET", "/api/v1/projects", Map.of("X-Request-ID", "abc-1"), new byte[0]);
    var legacy = wire.get("/api/projects/x/export/edl");
    var other = wire.get("/health");

    assertThat(versioned.headers().get("x-api-version")).isEqualTo("v1");
    assertThat(versioned.headers().get("x-request-id")).isEqualTo("abc-1");
    assertThat(versioned.headers().get("x-response-time")).matches("\\d+\\.\\dms");
    assertThat(legacy.headers().get("x-api-version")).isEqualTo("legacy");
    assertThat(legacy.headers().get("deprecated")).isEqualTo("true");
    assertThat(legacy.headers().get("sunset")).isEqualTo("2025-06-01");
    assertThat(legacy.headers().get("link")).isEqualTo("</api/v1>; rel=\"alternate\"");
    assertThat(other.headers()).doesNotContainKey("x-api-version");
  }

  private static void assertShape(Surface surface, JsonNode body) {
    var shape =
        switch (surface) {
          case PIPELINE, ORCHESTRATE -> List.of(body.path("detail").isTextual());
          case T2V ->
              List.of(body.path("detail").isTextual() || body.at("/detail/error/code").isTextual());
          case STORYBOARD ->
              List.of(
                  body.at("/error/code").isTextual(),
                  body.at("/error/message").isTextual(),
                  body.at("/error/details").isObject(),
                  body.path("detail").isTextual());
          case CAMPAIGN ->
              List.of(
                  body.has("data") && body.get("data").isNull(),
                  body.path("error").isTextual(),
                  body.at("/meta/timestamp").isTextual());
          case STUDIO -> List.of(body.path("code").isTextual(), body.path("status").isInt());
          case OPERATIONS -> List.of(body.path("detail").isTextual());
        };
    assertThat(shape).as(surface + " " + body).doesNotContain(false);
  }
}
