package dev.reelwright.provider.comfyui;

import java.time.Duration;

/// Hears of each request to a server. Called from many threads, and must be quick.
@FunctionalInterface
public interface Traffic {
  Traffic UNHEARD = (endpoint, status, took) -> {};

  /// @param endpoint a fixed word such as `prompt`, `queue`, `history`, `view`, `upload/image`;
  ///   never an id
  /// @param status `2xx`, `4xx` …; a network error counts as `5xx`
  void answered(String endpoint, String status, Duration took);
}
