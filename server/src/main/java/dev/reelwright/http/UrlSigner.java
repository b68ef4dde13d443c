package dev.reelwright.http;

import java.time.Duration;

/// Makes addresses that open without a key for a while. Thread-safe.
public interface UrlSigner {
  /// @param path without a query
  /// @param validity at most 7 days
  String sign(String path, Duration validity);
}
