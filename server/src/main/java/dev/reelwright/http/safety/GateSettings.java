package dev.reelwright.http.safety;

import dev.reelwright.http.Surface;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the gate lets in.
///
/// @param boundHost address the server listens on, as configured
/// @param keys when a key is asked for
/// @param hosts further names this server is called by, lower case, without port; `*` is not a name
/// @param origins origins whose pages may change things, as browsers write them
///   (`https://studio.example`)
/// @param openSurfaces surfaces whose promised open CORS is switched on
/// @param bodyBytes most that a body may have where no file is expected
/// @param fileBytes most that a body with a file may have
/// @param bodyTime longest time a body may take to arrive where no file is expected
public record GateSettings(
    String boundHost,
    KeyRule keys,
    Set<String> hosts,
    Set<String> origins,
    Set<Surface> openSurfaces,
    long bodyBytes,
    long fileBytes,
    Duration bodyTime) {
  private static final long MEGABYTE = 1024 * 1024;

  /// When a key is asked for.
  public enum KeyRule {
    /// Where others than this machine can reach the server.
    AUTO,
    ALWAYS,
    NEVER
  }

  public GateSettings {
    hosts = Set.copyOf(hosts);
    origins = Set.copyOf(origins);
    openSurfaces = Set.copyOf(openSurfaces);
    if (bodyBytes < 1 || fileBytes < bodyBytes) {
      throw new IllegalArgumentException("sizes: 1 <= " + bodyBytes + " <= " + fileBytes);
    }
  }

  /// For a server on this address, with everything else as it is by default.
  public static GateSettings of(String boundHost) {
    return new GateSettings(
        boundHost,
        KeyRule.AUTO,
        Set.of(),
        Set.of(),
        Set.of(),
        MEGABYTE,
        110 * MEGABYTE,
        Duration.ofSeconds(30));
  }

  public boolean asksForKey() {
    return switch (keys) {
      case AUTO -> !isLoopback();
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }

  boolean isLoopback() {
    return boundHost.equals("localhost")
        || boundHost.equals("::1")
        || boundHost.equals("[::1]")
        || boundHost.startsWith("127.");
  }

  /// What an operator must know about this choice; empty when there is nothing.
  public List<String> risks() {
    var risks = new java.util.ArrayList<String>();
    if (!asksForKey() && !isLoopback()) {
      risks.add(
          "Anyone who can reach %s may spend your money: no key is asked for (auth: off)."
              .formatted(boundHost));
    }
    for (var surface : openSurfaces.stream().sorted().toList()) {
      if (!asksForKey()) {
        risks.add(
            "Any web page you visit may use the %s surface and spend your money: its CORS is open and no key is asked for."
                .formatted(surface.word()));
      }
    }
    return List.copyOf(risks);
  }

  /// Origins that a surface's contract names; trusted for that surface alone.
  static final Map<Surface, Set<String>> PROMISED_ORIGINS =
      Map.of(Surface.PIPELINE, Set.of("http://localhost:5173"));
}
