package dev.reelwright.take;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// SHA-256 over everything that decides what a provider makes, in lower-case hex.
public record InputDigest(String value) {
  public InputDigest {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in hex: " + value);
    }
  }

  /// Digests named inputs; order of the map does not matter, names and values cannot run into each
  /// other.
  public static InputDigest of(Map<String, String> inputs) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      for (var input : new TreeMap<>(inputs).entrySet()) {
        feed(sha256, input.getKey());
        feed(sha256, input.getValue());
      }
      return new InputDigest(HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void feed(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  @Override
  public String toString() {
    return value;
  }
}
