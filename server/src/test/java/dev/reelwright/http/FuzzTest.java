package dev.reelwright.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Requests that no client of ours would send: never our fault, nothing created, nothing betrayed.
@QuarkusTest
class FuzzTest {
  private static final long SEED = 20_261_121;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void bodiesOfTheWrongKindAreRefusedAndMakeNothing() {
    var wire = new Wire(port);
    int before = wire.get("/api/studio/keys").json().at("/items").size();

    for (var body : badBodies()) {
      for (var type :
          List.of(
              "application/json",
              "application/json; charset=utf-16",
              "text/plain",
              "",
              "a/b/c",
              "multipart/form-data")) {
        var headers = type.isEmpty() ? Map.<String, String>of() : Map.of("Content-Type", type);
        var reply = wire.send("POST", "/api/studio/keys", headers, body);
        assertHarmless(
            reply,
            type
                + " "
                + new String(body, 0, Math.min(60, body.length), StandardCharsets.ISO_8859_1));
      }
    }

    assertThat(wire.get("/api/studio/keys").json().at("/items").size()).isEqualTo(before);
  }

  @Test
  void oddPathsVerbsAndHeadersAreRefused() {
    var wire = new Wire(port);
    for (var path :
        List.of(
            "/api/studio/keys/%00",
            "/api/studio/keys/..%2f..",
            "/api/studio/keys/" + "a".repeat(7000),
            "/api//studio///keys",
            "/api/studio/keys/%f0%9f%8e%ac",
            "/%",
            "/%%",
            "/api/studio/keys?%zz=%",
            "/api/studio/keys?cursor=%00&limit=-1&limit=9e99",
            "/;a=b/c;d",
            "/api/studio/keys/'; DROP TABLE api_key; --",
            "/static/%2e%2e/%2e%2e/etc/passwd",
            "//evil.example/api",
            "/\u00e9",
            "/api/studio/keys/{key}",
            "/*")) {
      for (var verb : List.of("GET", "DELETE", "PUT", "BREW", "TRACE", "CONNECT", "OPTIONS")) {
        assertUnbroken(wire.send(verb, path, Map.of(), new byte[0]), verb + " " + path);
      }
    }
    for (var header :
        List.of(
            Map.of("Host", ""),
            Map.of("Host", "a b"),
            Map.of("Host", "[::1"),
            Map.of("Host", "localhost:99999999"),
            Map.of("Origin", "\u0001"),
            Map.of("Origin", "http://[", "Host", "localhost"),
            Map.of("Authorization", "Bearer " + "x".repeat(9000)),
            Map.of("X-API-Key", "' OR 1=1 --"),
            Map.of("Content-Length", "-1"),
            Map.of("Content-Length", "1e9"),
            Map.of("Content-Length", "99999999999999999999"),
            Map.of("Transfer-Encoding", "gzip, chunked"),
            Map.of("Accept", "*/*;q=x, a"),
            Map.of("Accept", "\u00ff"),
            Map.of("Range", "bytes=9-1,2-"),
            Map.of("If-Match", "\"\"\""),
            Map.of("Content-Type", "application/json;;;="),
            Map.of("X-Long", "y".repeat(40_000)))) {
      for (var verb : List.of("GET", "POST")) {
        var reply = wire.send(verb, "/api/studio/keys", header, new byte[0]);
        assertUnbroken(reply, verb + " " + header.keySet());
      }
    }
  }

  @Test
  void noiseIsNotAnsweredWithAFailureOfOurs() {
    var wire = new Wire(port);
    var random = new Random(SEED);
    for (int i = 0; i < 150; i++) {
      var noise = new byte[random.nextInt(1, 400)];
      random.nextBytes(noise);
      var head =
          i % 2 == 0
              ? noise
              : ("POST /api/studio/keys HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                      + noise.length
                      + "\r\n\r\n"
                      + new String(noise, StandardCharsets.ISO_8859_1))
                  .getBytes(StandardCharsets.ISO_8859_1);
      // What is cut off in the middle would be waited for; a blank line ends most noise.
      var reply = wire.raw(head, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), false);
      assertUnbroken(reply, "noise " + i);
    }
    assertThat(wire.get("/health").status()).isEqualTo(200);
  }

  private static List<byte[]> badBodies() {
    var bodies = new ArrayList<byte[]>();
    for (var text :
        List.of(
            "",
            "null",
            "1",
            "\"x\"",
            "[]",
            "{",
            "{}",
            "{\"name\": null}",
            "{\"name\": 5e",
            "{\"name\": \"\"}",
            "{\"name\": [\"a\"]}",
            "{\"name\": {\"a\": 1}}",
            "{\"name\": \"a\", \"days\": 0}",
            "{\"name\": \"a\", \"days\": 1e400}",
            "{\"name\": \"a\", \"days\": 99999999999999999999999}",
            "{\"name\": \"a\", \"days\": \"many\"}",
            "{\"name\": \"a\", \"days\": 1e999999999}",
            "{\"name\": \"a\", \"days\": NaN}",
            "{\"name\": \"" + "a".repeat(5000) + "\"}",
            "{\"a\":".repeat(2000) + "1" + "}".repeat(2000),
            "[".repeat(100_000),
            "{\"name\":\"a\",\"days\":" + "9".repeat(2000) + "}")) {
      bodies.add(text.getBytes(StandardCharsets.UTF_8));
    }
    bodies.add(new byte[] {'{', '"', 'n', (byte) 0xc3, '"', ':', '1', '}'});
    bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});
    bodies.add(new byte[10_000_000]);
    bodies.add(
        ("{\"name\": \"" + "a".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.US_ASCII));
    return bodies;
  }

  private static void assertHarmless(Wire.Reply reply, String what) {
    assertThat(reply.status()).as(what).isBetween(400, 499);
    assertDiscreet(reply, what);
  }

  private static void assertUnbroken(Wire.Reply reply, String what) {
    // 501 is what the not-built routes say; 505 is for other versions of HTTP.
    assertThat(reply.status())
        .as(what + " " + reply.text())
        .satisfiesAnyOf(s -> assertThat(s).isLessThan(500), s -> assertThat(s).isIn(501, 505));
    assertDiscreet(reply, what);
  }

  private static void assertDiscreet(Wire.Reply reply, String what) {
    assertThat(reply.text())
        .as(what)
        .doesNotContain("Exception", "\tat ", "java.", "/target/", "SELECT", "rw_");
  }
}
