package dev.reelwright.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaDeliveryTest {
  private static final Instant MODIFIED = Instant.parse("2026-11-21T10:00:00.5Z");

  @TempDir Path folder;
  private Vertx vertx;
  private HttpServer server;
  private Wire wire;

  @BeforeEach
  void start() throws Exception {
    var path = Files.writeString(folder.resolve("clip"), "0123456789");
    var file =
        new MediaFile(path, "video/mp4", new EntityTag("abc"), MODIFIED, "über \"x\".mp4", true);
    var delivery = new MediaDelivery(new ErrorWriter(Bodies.ofAllSurfaces()));
    vertx = Vertx.vertx();
    var router = Router.router(vertx);
    router.route("/clip").handler(c -> delivery.send(c, file, Problem.notFound("Clip", "1")));
    router
        .route("/gone")
        .handler(
            c ->
                delivery.send(
                    c,
                    new MediaFile(
                        folder.resolve("gone"),
                        "video/mp4",
                        new EntityTag("x"),
                        MODIFIED,
                        null,
                        false),
                    Problem.notFound("Clip", "1")));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    wire = new Wire(server.actualPort());
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void deliversTheWholeFileWithItsFacts() {
    var reply = wire.get("/clip");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("0123456789");
    assertThat(reply.header("ETag")).isEqualTo("\"abc\"");
    assertThat(reply.header("Last-Modified")).isEqualTo("Sat, 21 Nov 2026 10:00:00 GMT");
    assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"_ber _x_.mp4\"; filename*=UTF-8''%C3%BCber%20%22x%22.mp4");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 206, 0123, bytes 0-3/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-4, 206, 6789, bytes 6-9/10",
    "bytes=8-99, 206, 89, bytes 8-9/10",
    "bytes=-99, 206, 0123456789, bytes 0-9/10",
    "'bytes=0-1,4-5', 200, 0123456789,",
    "bytes=5-2, 200, 0123456789,",
    "lines=1-2, 200, 0123456789,"
  })
  void deliversThePartThatIsAskedFor(String range, int status, String body, String contentRange) {
    var reply = send("GET", Map.of("Range", range));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text()).isEqualTo(body);
    assertThat(reply.header("Content-Range")).isEqualTo(contentRange);
  }

  @Test
  void refusesAPartBehindTheEnd() {
    for (var range : List.of("bytes=10-", "bytes=99-100", "bytes=-0")) {
      var reply = send("GET", Map.of("Range", range));

      assertThat(reply.status()).as(range).isEqualTo(416);
      assertThat(reply.header("Content-Range")).isEqualTo("bytes */10");
    }
  }

  @Test
  void sendsNothingThatTheCallerHasAlready() {
    assertThat(send("GET", Map.of("If-None-Match", "W/\"abc\"")).status()).isEqualTo(304);
    assertThat(send("GET", Map.of("If-None-Match", "\"other\"")).status()).isEqualTo(200);
    assertThat(send("GET", Map.of("If-Modified-Since", "Sat, 21 Nov 2026 10:00:00 GMT")).status())
        .isEqualTo(304);
    assertThat(send("GET", Map.of("Range", "bytes=0-1", "If-Range", "\"other\"")).status())
        .isEqualTo(200);
    var head = send("HEAD", Map.of());
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(head.text()).isEmpty();
  }

  @Test
  void saysSoWhenTheFileIsGone() {
    assertThat(wire.get("/gone").status()).isEqualTo(404);
  }

  private Wire.Reply send(String verb, Map<String, String> headers) {
    return wire.send(verb, "/clip", headers, new byte[0]);
  }
}
