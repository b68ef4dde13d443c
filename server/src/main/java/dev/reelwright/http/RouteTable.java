package dev.reelwright.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every path and verb of every surface: who answers there, in whose error shape. Read from
/// `routes.txt`. A resource is reached only when its row says `built`. Immutable.
public final class RouteTable {
  private final List<Route> routes;
  private final Node root = new Node();

  RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    routes.forEach(this::plant);
  }

  public static RouteTable load() {
    try (var in = RouteTable.class.getResourceAsStream("routes.txt")) {
      if (in == null) {
        throw new IllegalStateException("routes.txt is not part of this build");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the route table failed", e);
    }
  }

  /// Lines of `SURFACE VERB[,VERB] TEMPLATE [built] [file]`; `#` starts a comment.
  public static RouteTable of(String text) {
    var rows = new ArrayList<Route>();
    for (var line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var words = List.of(line.split("\\s+", -1));
      var surface = Surface.valueOf(words.get(0).toUpperCase(Locale.ROOT));
      var marks = words.subList(3, words.size());
      if (!Set.of("built", "file").containsAll(marks)) {
        throw new IllegalArgumentException("unknown mark in the route table: " + line);
      }
      for (var verb : words.get(1).split(",", -1)) {
        rows.add(
            new Route(
                surface, verb, words.get(2), marks.contains("built"), marks.contains("file")));
      }
    }
    return new RouteTable(rows);
  }

  public List<Route> routes() {
    return routes;
  }

  /// The row for a path and verb: literal segments beat parameters from left to right, and both
  /// beat a rest. `HEAD` is found as `GET`.
  public Optional<Route> find(String verb, String path) {
    var wanted = verb.equals("HEAD") ? "GET" : verb;
    return fitting(path).map(node -> node.byVerb.get(wanted)).filter(Objects::nonNull).findFirst();
  }

  /// The verbs a path knows, sorted; empty when it is no path of ours.
  public Set<String> verbs(String path) {
    var verbs = new TreeSet<String>();
    fitting(path).forEach(node -> verbs.addAll(node.byVerb.keySet()));
    if (verbs.contains("GET")) {
      verbs.add("HEAD");
    }
    return verbs;
  }

  /// Whose path it is, whatever the verb; empty when it is no path of ours.
  public Optional<Surface> surface(String path) {
    return fitting(path)
        .flatMap(node -> node.byVerb.values().stream())
        .map(Route::surface)
        .findFirst();
  }

  private void plant(Route route) {
    var node = root;
    for (var segment : segments(route.template())) {
      if (segment.endsWith("*}")) {
        node = node.rest();
      } else if (segment.startsWith("{")) {
        node = node.parameter();
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node());
      }
    }
    var other = node.byVerb.putIfAbsent(route.verb(), route);
    if (other != null) {
      throw new IllegalArgumentException("two rows for one route: " + other + ", " + route);
    }
  }

  private Stream<Node> fitting(String path) {
    var found = new ArrayList<Node>(2);
    gather(root, segments(path), 0, found);
    return found.stream();
  }

  private static void gather(Node node, List<String> path, int at, List<Node> found) {
    if (at == path.size()) {
      if (!node.byVerb.isEmpty()) {
        found.add(node);
      }
      return;
    }
    var literal = node.literals.get(path.get(at));
    if (literal != null) {
      gather(literal, path, at + 1, found);
    }
    if (node.parameter != null && !path.get(at).isEmpty()) {
      gather(node.parameter, path, at + 1, found);
    }
    if (node.rest != null) {
      found.add(node.rest);
    }
  }

  /// A slash at the end makes no difference.
  private static List<String> segments(String path) {
    var parts = List.of(path.split("/", -1));
    int end = parts.size() > 2 && parts.getLast().isEmpty() ? parts.size() - 1 : parts.size();
    return parts.subList(1, Math.max(1, end));
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, Route> byVerb = new LinkedHashMap<>();
    private @Nullable Node parameter;
    private @Nullable Node rest;

    Node parameter() {
      if (parameter == null) {
        parameter = new Node();
      }
      return parameter;
    }

    Node rest() {
      if (rest == null) {
        rest = new Node();
      }
      return rest;
    }
  }
}
