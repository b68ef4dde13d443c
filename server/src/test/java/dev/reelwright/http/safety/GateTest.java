package dev.reelwright.http.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.http.Bodies;
import dev.reelwright.http.Caller;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.RouteTable;
import dev.reelwright.http.Surface;
import dev.reelwright.http.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The gate alone, in front of a server that answers every admitted request with 200.
class GateTest {
  private static final String KEY = "rw_right";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
  private static final SignedUrls SIGNED = new SignedUrls(new byte[32], CLOCK);
  private static Vertx vertx;

  private final AtomicInteger admitted = new AtomicInteger();
  private HttpServer server;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void stopServer() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void answersByAddressAndLocalNameAlone() {
    var wire = serve(GateSettings.of("127.0.0.1"));

    assertThat(wire.get("/health").status()).isEqualTo(200);
    assertThat(withHost(wire, "localhost:8080").status()).isEqualTo(200);
    assertThat(withHost(wire, "[::1]:8080").status()).isEqualTo(200);
    assertThat(withHost(wire, "evil.example").status()).isEqualTo(403);
    assertThat(withHost(wire, "127.0.0.1.evil.example").status()).isEqualTo(403);
    assertThat(withHost(wire, "localhost@evil.example").status()).isIn(400, 403);
  }

  @Test
  void answersByANameThatTheOperatorGaveIt() {
    var wire = serve(named(Set.of("studio.example"), Set.of()));

    assertThat(withHost(wire, "Studio.Example:443").status()).isEqualTo(200);
  }

  @Test
  void letsAForeignPageReadButNotChangeAnything() {
    var wire = serve(GateSettings.of("127.0.0.1"));

    var reading = send(wire, "GET", "/health", Map.of("Origin", "https://evil.example"));
    var changing =
        send(wire, "POST", "/orchestrate/start", Map.of("Origin", "https://evil.example"));
    var sandboxed = send(wire, "POST", "/orchestrate/start", Map.of("Origin", "null"));

    assertThat(reading.status()).isEqualTo(200);
    assertThat(reading.header("Access-Control-Allow-Origin")).isNull();
    assertThat(changing.status()).isEqualTo(403);
    assertThat(changing.json().path("code").asText()).isEqualTo("FOREIGN_ORIGIN");
    assertThat(sandboxed.status()).isEqualTo(403);
    assertThat(admitted).hasValue(1);
  }

  @Test
  void letsOurOwnPageAndProgramsChangeThings() {
    var wire = serve(GateSettings.of("127.0.0.1"));

    var own =
        send(
            wire,
            "POST",
            "/orchestrate/start",
            Map.of("Host", "localhost:80", "Origin", "http://localhost"));
    var program = send(wire, "POST", "/orchestrate/start", Map.of());

    assertThat(own.status()).isEqualTo(200);
    assertThat(program.status()).isEqualTo(200);
  }

  @Test
  void letsAForeignPageInWithAKey() {
    var wire = serve(GateSettings.of("127.0.0.1"));

    var reply =
        send(
            wire,
            "POST",
            "/orchestrate/start",
            Map.of("Origin", "https://evil.example", "Authorization", "Bearer " + KEY));

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void opensASurfaceWithoutEverLendingCredentials() {
    var base = GateSettings.of("127.0.0.1");
    var wire =
        serve(
            new GateSettings(
                base.boundHost(),
                base.keys(),
                Set.of(),
                Set.of(),
                Set.of(Surface.T2V),
                base.bodyBytes(),
                base.fileBytes(),
                base.bodyTime()));
    var page = Map.of("Origin", "https://any.example");

    var opened = send(wire, "POST", "/v1/t2v/plan", page);
    var other = send(wire, "POST", "/orchestrate/start", page);
    var preflight =
        send(
            wire,
            "OPTIONS",
            "/v1/t2v/plan",
            Map.of(
                "Origin", "https://any.example",
                "Access-Control-Request-Method", "POST",
                "Access-Control-Request-Headers", "content-type"));

    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.header("Access-Control-Allow-Origin")).isEqualTo("https://any.example");
    assertThat(opened.header("Access-Control-Allow-Credentials")).isNull();
    assertThat(other.status()).isEqualTo(403);
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("content-type");
    assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void trustsTheOriginThatAContractOrTheOperatorNames() {
    var wire = serve(named(Set.of(), Set.of("https://studio.example")));

    var promised = send(wire, "POST", "/api/generate", Map.of("Origin", "http://localhost:5173"));
    var elsewhere =
        send(wire, "POST", "/orchestrate/start", Map.of("Origin", "http://localhost:5173"));
    var configured =
        send(wire, "POST", "/orchestrate/start", Map.of("Origin", "https://studio.example"));

    assertThat(promised.status()).isEqualTo(200);
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(configured.status()).isEqualTo(200);
    assertThat(configured.header("Access-Control-Allow-Credentials")).isEqualTo("true");
  }

  @Test
  void asksForAKeyWhereOthersCanReachIt() {
    var wire = serve(GateSettings.of("0.0.0.0"));

    var without = send(wire, "GET", "/api/projects", Map.of());
    var wrong = send(wire, "GET", "/api/projects", Map.of("X-API-Key", "rw_wrong"));
    var right = send(wire, "GET", "/api/projects", Map.of("X-API-Key", KEY));
    var bearer = send(wire, "GET", "/api/projects", Map.of("Authorization", "bearer " + KEY));
    var unknown = send(wire, "GET", "/nowhere", Map.of());

    assertThat(without.status()).isEqualTo(401);
    assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(right.status()).isEqualTo(200);
    assertThat(right.text()).isEqualTo("KEY of owner");
    assertThat(bearer.status()).isEqualTo(200);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(send(wire, "GET", "/health", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void opensOnePathToReadersWithASignedAddress() {
    var wire = serve(GateSettings.of("0.0.0.0"));
    var signed = SIGNED.sign("/api/clips/7", Duration.ofMinutes(5));

    assertThat(wire.get(signed).status()).isEqualTo(200);
    assertThat(wire.get(signed.replace("clips/7", "clips/8")).status()).isEqualTo(401);
    assertThat(wire.get(signed.replace("exp=1", "exp=2")).status()).isEqualTo(401);
    assertThat(send(wire, "DELETE", signed, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void refusesWhatIsTooLargeMalformedOrTooDeep() {
    var wire = serve(GateSettings.of("127.0.0.1"));
    var json = Map.of("Content-Type", "application/json");

    var large = wire.send("POST", "/orchestrate/start", json, new byte[10_000_000]);
    var declared =
        wire.send(
            "POST",
            "/orchestrate/start",
            Map.of("Content-Type", "application/json", "Content-Length", "9999999999"),
            new byte[0]);
    var chunked = chunked(wire, 2_000_000);
    var broken = wire.postJson("/orchestrate/start", "{\"script\": ");
    var latin = wire.send("POST", "/orchestrate/start", json, new byte[] {'"', (byte) 0xe9, '"'});
    var deep = wire.postJson("/orchestrate/start", "[".repeat(5000) + "]".repeat(5000));
    var huge = wire.postJson("/orchestrate/start", "{\"a\": 1e999999999}");
    var fine = wire.postJson("/orchestrate/start", "{\"a\": [1, 2.5, \"é\"]}");

    assertThat(List.of(large.status(), declared.status(), chunked.status())).containsOnly(413);
    assertThat(List.of(broken.status(), latin.status(), deep.status(), huge.status()))
        .containsOnly(422);
    assertThat(broken.json().at("/detail/0/type").asText()).isEqualTo("json_invalid");
    assertThat(fine.status()).isEqualTo(200);
    assertThat(admitted).hasValue(1);
  }

  @Test
  void refusesPathsThatMeanSomethingElseToOthers() {
    var wire = serve(GateSettings.of("127.0.0.1"));

    for (var path :
        List.of(
            "/static/..%2f..%2fsecrets/url-signing.key",
            "/static/%2e%2e/%2e%2e/secrets",
            "/static/a%00b",
            "/static/a%5cb",
            "/static/%ff%fe",
            "/static/%zz",
            "/static/../../etc/passwd")) {
      assertThat(wire.get(path).status()).as(path).isBetween(400, 499);
    }
    assertThat(admitted).hasValue(0);
  }

  @Test
  void tellsTheOperatorWhatIsRisky() {
    var base = GateSettings.of("0.0.0.0");
    var off =
        new GateSettings(
            "0.0.0.0",
            GateSettings.KeyRule.NEVER,
            Set.of(),
            Set.of(),
            Set.of(Surface.STORYBOARD),
            base.bodyBytes(),
            base.fileBytes(),
            base.bodyTime());
    serve(base);

    assertThat(base.risks()).isEmpty();
    assertThat(off.risks()).hasSize(2).anySatisfy(risk -> assertThat(risk).contains("storyboard"));
  }

  @Test
  void aSignedInBrowserUsesTheStudioWithItsCookie() {
    var wire = serve(GateSettings.of("0.0.0.0"));
    var cookie = Map.of("Cookie", "theme=dark; reelwright_session=" + KEY);

    assertThat(send(wire, "GET", "/api/studio/projects", cookie).text())
        .isEqualTo("COOKIE of owner");
    assertThat(send(wire, "GET", "/api/projects", cookie).status()).isEqualTo(401);
    assertThat(send(wire, "GET", "/api/studio/projects", Map.of()).status()).isEqualTo(401);
  }

  @Test
  void aCookieDoesNotSpeakForForeignPages() {
    var wire = serve(GateSettings.of("0.0.0.0"));
    var cookie = "reelwright_session=" + KEY;

    var foreign =
        send(
            wire,
            "POST",
            "/api/studio/projects",
            Map.of("Cookie", cookie, "Origin", "http://evil.example"));
    var own =
        send(
            wire,
            "POST",
            "/api/studio/projects",
            Map.of("Cookie", cookie, "Origin", "http://127.0.0.1:" + server.actualPort()));

    assertThat(foreign.status()).isEqualTo(403);
    assertThat(own.status()).isEqualTo(200);
  }

  @Test
  void aStaleCookieStillReachesTheDoor() {
    var wire = serve(GateSettings.of("0.0.0.0"));
    var stale = Map.of("Cookie", "reelwright_session=gone");

    assertThat(send(wire, "GET", "/api/studio/projects", stale).status()).isEqualTo(401);
    assertThat(send(wire, "GET", "/api/studio/session", stale).status()).isEqualTo(200);
  }

  private Wire serve(GateSettings settings) {
    var errors = new ErrorWriter(Bodies.ofAllSurfaces());
    KeyRing ring =
        key -> key.equals(KEY) ? Optional.of(new KeyRing.Holder("owner", "k1")) : Optional.empty();
    var gate = new Gate(settings, everythingBuilt(), errors, ring, SIGNED);
    var router = Router.router(vertx);
    router.route().handler(gate);
    router
        .route()
        .handler(
            context -> {
              admitted.incrementAndGet();
              var caller = Caller.of(context);
              context.response().end(caller.kind() + " of " + caller.owner());
            });
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new Wire(server.actualPort());
  }

  private static RouteTable everythingBuilt() {
    return RouteTable.of(
        """
        operations GET /health built
        studio GET,POST /api/studio/projects built
        studio GET,POST,DELETE /api/studio/session built
        pipeline GET /api/projects built
        pipeline POST /api/generate built
        pipeline GET,DELETE /api/clips/{id} built
        orchestrate POST /orchestrate/start built
        t2v POST /v1/t2v/plan built
        t2v GET /static/{path*} built
        """);
  }

  private static GateSettings named(Set<String> hosts, Set<String> origins) {
    var base = GateSettings.of("127.0.0.1");
    return new GateSettings(
        base.boundHost(),
        base.keys(),
        hosts,
        origins,
        Set.of(),
        base.bodyBytes(),
        base.fileBytes(),
        base.bodyTime());
  }

  private static Wire.Reply withHost(Wire wire, String host) {
    return send(wire, "GET", "/health", Map.of("Host", host));
  }

  private static Wire.Reply send(Wire wire, String verb, String path, Map<String, String> headers) {
    return wire.send(verb, path, headers, new byte[0]);
  }

  private static Wire.Reply chunked(Wire wire, int bytes) {
    var body = Integer.toHexString(bytes) + "\r\n" + "x".repeat(bytes) + "\r\n0\r\n\r\n";
    return wire.send(
        "POST",
        "/orchestrate/start",
        Map.of("Content-Type", "application/json", "Transfer-Encoding", "chunked"),
        body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
