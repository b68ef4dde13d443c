package dev.reelwright.http.safety;

import java.util.Optional;

/// Knows whose key is whose. Thread-safe; may block.
@FunctionalInterface
public interface KeyRing {
  /// Whose projects are reached without a key.
  String OWNER = "local";

  /// The holder of a key that is valid now.
  Optional<Holder> find(String key);

  /// @param owner whose projects the key opens
  record Holder(String owner, String keyId) {}
}
