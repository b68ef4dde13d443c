package dev.reelwright.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a caller names a request with, so that sending it twice does it once.
///
/// @param value 1..255 visible ASCII characters
public record IdempotencyKey(String value) {
  public static final String HEADER = "Idempotency-Key";

  /// @throws Problem 400 when it is empty, too long or holds other characters
  public static Optional<IdempotencyKey> parse(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (!header.matches("[\\x21-\\x7e]{1,255}")) {
      throw Problem.malformed(
          new FieldFault(
              List.of("header", HEADER),
              "idempotency_key",
              HEADER + " must have 1 to 255 visible ASCII characters",
              header));
    }
    return Optional.of(new IdempotencyKey(header));
  }

  /// Names the request: the same key with another digest is a caller's mistake (`misused`).
  public static String digest(String verb, String path, byte[] body) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update((verb + "\n" + path + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public Problem misused() {
    return Problem.of(
            422, "IDEMPOTENCY_KEY_REUSED", "This key was used for another request before.")
        .next("Send the same request again, or choose a fresh key.");
  }
}
