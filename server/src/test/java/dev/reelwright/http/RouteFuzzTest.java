package dev.reelwright.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Every route that is served, with what no client of ours would send: never our fault, nothing
/// betrayed, and nothing made by a request that is refused.
@QuarkusTest
class RouteFuzzTest {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final Map<String, String> EDIT =
      Map.of("Content-Type", "application/json", "If-Match", "*");

  /// What requests make, as against what a film that was ordered makes meanwhile.
  private static final List<String> MADE =
      List.of("project", "run", "api_key", "client", "campaign", "webhook", "account");

  private static final List<String> ODD_IDS =
      List.of(
          "0",
          "-1",
          "99999999999999999999999999",
          "not-an-id",
          "%00",
          "%ff%fe",
          "..%2f..%2fetc%2fpasswd",
          "%27%20OR%201=1--",
          "%F0%9F%8E%AC",
          "00000000-0000-0000-0000-000000000000",
          "018f0000-0000-7000-8000-00000000000g",
          "a".repeat(3000));

  private static final List<String> ODD_QUERIES =
      List.of(
          "limit=0",
          "limit=-1",
          "limit=99999999999999999999",
          "limit=x",
          "limit=1&limit=2",
          "cursor=%00",
          "cursor=AAAA",
          "cursor=" + "A".repeat(2000),
          "after=-1",
          "after=x",
          "after=99999999999999999999",
          "days=0",
          "days=1e9",
          "state=%F0%9F%8E%AC",
          "page=-1&per_page=0",
          "q=%25%27%22%00",
          "role=x&kind=x&surface=x&type=x&sort=x&order=x",
          "%zz=%",
          "=&&&==");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Database database;

  private final RouteTable table = RouteTable.load();

  @Test
  void idsOfNobodyAreNotFoundOrRefused() {
    var wire = new Wire(port);
    for (var route : served()) {
      if (!route.template().contains("{")) {
        continue;
      }
      for (var id : ODD_IDS) {
        var path = route.template().replaceAll("\\{[^}]*}", id);
        var before = made();
        var reply = wire.send(route.verb(), path, EDIT, body(route, "{}"));
        assertUnbroken(reply, route.verb() + " " + path);
        assertThat(made()).as(route.verb() + " " + path).isEqualTo(before);
      }
    }
  }

  @Test
  void bodiesThatAreNoObjectsMakeNothing() {
    var wire = new Wire(port);
    for (var route : served()) {
      if (!WITH_BODY.contains(route.verb())) {
        continue;
      }
      for (var bad : badBodies()) {
        for (var type :
            List.of("application/json", "multipart/form-data; boundary=x", "text/css")) {
          if (bad.length > 1_000_000 && !type.endsWith("json")) {
            continue;
          }
          var what = route + " " + type + " " + shortened(bad);
          var before = made();
          var reply =
              wire.send(
                  route.verb(), address(route), Map.of("Content-Type", type, "If-Match", "*"), bad);
          assertUnbroken(reply, what);
          if (reply.status() >= 400) {
            assertThat(made()).as(what).isEqualTo(before);
          }
        }
      }
    }
  }

  @Test
  void membersOfTheWrongKindMakeNothing() {
    var wire = new Wire(port);
    var document = wire.get("/openapi.json").json();
    var tried = 0;
    for (var route : served()) {
      for (var member : members(document, route)) {
        for (var value : badValues()) {
          var body = nested(member, value);
          var before = made();
          var reply = wire.send(route.verb(), address(route), EDIT, bytes(body));
          var what = route + " " + shortened(bytes(body));
          assertUnbroken(reply, what);
          if (reply.status() >= 400) {
            assertThat(made()).as(what).isEqualTo(before);
          }
          tried++;
        }
      }
    }
    assertThat(tried).as("members that the documents tell of").isGreaterThan(300);
  }

  @Test
  void oddQueriesAreRefusedOrPassedOver() {
    var wire = new Wire(port);
    for (var route : served()) {
      // A stream of events has no end.
      if (!route.verb().equals("GET") || route.template().endsWith("/events")) {
        continue;
      }
      for (var query : ODD_QUERIES) {
        var reply = wire.get(address(route) + "?" + query);
        assertUnbroken(reply, route + " " + query);
      }
    }
  }

  private List<Route> served() {
    return table.routes().stream()
        .filter(Route::built)
        .filter(route -> !route.template().endsWith("/ws"))
        .toList();
  }

  private static String address(Route route) {
    return route.template().replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000");
  }

  private static byte[] body(Route route, String text) {
    return WITH_BODY.contains(route.verb()) ? bytes(text) : new byte[0];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The members of a route's body, those of members that are objects as `outer.inner`.
  private static Set<String> members(JsonNode document, Route route) {
    var operation =
        document.path("paths").path(route.template()).path(route.verb().toLowerCase(Locale.ROOT));
    var schema =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    var names = new TreeSet<String>();
    collect(document, schema, "", names);
    return names;
  }

  private static void collect(
      JsonNode document, JsonNode schema, String prefix, Set<String> names) {
    var resolved = resolved(document, schema);
    resolved
        .path("properties")
        .properties()
        .forEach(
            member -> {
              names.add(prefix + member.getKey());
              if (prefix.isEmpty()) {
                collect(document, member.getValue(), member.getKey() + ".", names);
              }
            });
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    for (var choice : List.of("anyOf", "oneOf", "allOf")) {
      for (var one : schema.path(choice)) {
        if (one.has("$ref")) {
          return resolved(document, one);
        }
      }
    }
    return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static String nested(String member, String value) {
    int dot = member.indexOf('.');
    return dot < 0
        ? "{\"%s\": %s}".formatted(member, value)
        : "{\"%s\": {\"%s\": %s}}"
            .formatted(member.substring(0, dot), member.substring(dot + 1), value);
  }

  private static List<String> badValues() {
    return List.of(
        "5",
        "-1",
        "0",
        "2147483648",
        "99999999999999999999999999",
        "1e400",
        "0.5",
        "true",
        "NaN",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"" + "x".repeat(30_000) + "\"",
        "[]",
        "[null]",
        "[[1]]",
        "{}",
        "{\"a\": {\"b\": null}}",
        "[".repeat(600) + "]".repeat(600));
  }

  private static List<byte[]> badBodies() {
    var bodies = new ArrayList<byte[]>();
    for (var text :
        List.of(
            "1",
            "\"x\"",
            "[]",
            "[{}]",
            "{",
            "}",
            "{\"a\"",
            "{\"a\":1}trailing",
            "{\"\":1}",
            "{\"a\":".repeat(3000) + "1" + "}".repeat(3000),
            "[".repeat(50_000),
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n",
            "--x\r\n\r\n--x--\r\n",
            "{\"prompt\":" + "9".repeat(3000) + "}")) {
      bodies.add(bytes(text));
    }
    bodies.add(new byte[] {'{', '"', 'a', (byte) 0xc3, '"', ':', '1', '}'});
    bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});
    bodies.add(new byte[10_000_000]);
    return bodies;
  }

  private static String shortened(byte[] body) {
    return new String(body, 0, Math.min(60, body.length), StandardCharsets.ISO_8859_1);
  }

  private Map<String, Integer> made() {
    return database.read(
        handle -> {
          var counts = new LinkedHashMap<String, Integer>();
          for (var name : MADE) {
            counts.put(
                name,
                handle.createQuery("SELECT count(*) FROM " + name).mapTo(Integer.class).one());
          }
          return counts;
        });
  }

  private static void assertUnbroken(Wire.Reply reply, String what) {
    assertThat(reply.status()).as("%s: %s", what, reply.text()).isBetween(0, 499);
    assertThat(reply.text())
        .as(what)
        .doesNotContain("Exception", "\tat ", "java.", "/target/", "SELECT");
    if (reply.status() >= 400) {
      assertThat(reply.text()).as(what).doesNotContain("rw_");
    }
  }
}
