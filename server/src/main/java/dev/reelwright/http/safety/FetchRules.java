package dev.reelwright.http.safety;

import java.time.Duration;
import java.util.Set;

/// How far a fetch may go.
///
/// @param mostBytes most that is taken in
/// @param time longest time for all of it, redirects included
/// @param redirects how many are followed
/// @param privateHosts names or addresses that may be private (`127.0.0.1`, `comfyui.lan`)
public record FetchRules(long mostBytes, Duration time, int redirects, Set<String> privateHosts) {
  public static final FetchRules DEFAULT =
      new FetchRules(100L * 1024 * 1024, Duration.ofSeconds(60), 5, Set.of());

  public FetchRules {
    privateHosts = Set.copyOf(privateHosts);
    if (mostBytes < 1 || redirects < 0 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("rules that let nothing through");
    }
  }
}
