package dev.reelwright.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What receivers tell our messages by: two sets of headers side by side, `X-Webhook-…` as the
/// orchestrate surface promises them, and those of Standard Webhooks 1.0.
final class Signature {
  private static final String HMAC = "HmacSHA256";
  private static final String STANDARD_SECRET = "whsec_";

  private Signature() {}

  /// @param id of the message, the same in every try
  /// @param keys newest first; none: the message is not signed
  static Map<String, String> headers(String id, Instant now, String body, List<SigningKey> keys) {
    var seconds = Long.toString(now.getEpochSecond());
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Webhook-Id", id);
    headers.put("X-Webhook-Timestamp", seconds);
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", seconds);
    if (keys.isEmpty()) {
      return headers;
    }
    var plain = keys.getFirst().value().getBytes(StandardCharsets.UTF_8);
    headers.put(
        "X-Webhook-Signature",
        "sha256=" + HexFormat.of().formatHex(hmac(plain, seconds + "." + body)));
    headers.put(
        "webhook-signature",
        String.join(
            " ",
            keys.stream()
                .map(
                    key ->
                        "v1,"
                            + Base64.getEncoder()
                                .encodeToString(hmac(bytes(key), id + "." + seconds + "." + body)))
                .toList()));
    return headers;
  }

  /// Secrets of Standard Webhooks are written in Base64 behind a prefix; any other text is taken as
  /// it is.
  private static byte[] bytes(SigningKey key) {
    var text = key.value();
    if (text.startsWith(STANDARD_SECRET)) {
      try {
        return Base64.getDecoder().decode(text.substring(STANDARD_SECRET.length()));
      } catch (IllegalArgumentException _) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
