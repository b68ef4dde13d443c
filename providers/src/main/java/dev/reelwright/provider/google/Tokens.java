package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.access.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Access tokens for Vertex, from the credentials file of a service account (a signed assertion,
/// RFC 7523) or of a signed-in user (a refresh token). Kept until shortly before they end.
/// Thread-safe.
final class Tokens {
  private static final Duration ASSERTED = Duration.ofHours(1);

  /// Room for the longest request and a clock that is off.
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String TOKEN_ADDRESS = "https://oauth2.googleapis.com/token";

  private record Token(Secret value, Instant until) {}

  private final ObjectMapper json = new ObjectMapper();
  private final Path credentials;
  private final HttpClient client;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Token> kept = new AtomicReference<>();

  Tokens(Path credentials, HttpClient client, InstantSource clock) {
    this.credentials = credentials;
    this.client = client;
    this.clock = clock;
  }

  /// A token that holds for some minutes. Two callers at once may both fetch one; that is free.
  ///
  /// @throws IOException when the file cannot be used or the token server gives none
  String current() throws IOException, InterruptedException {
    var token = kept.get();
    if (token == null || !clock.instant().isBefore(token.until())) {
      token = fetch();
      kept.set(token);
    }
    return token.value().reveal();
  }

  void forget() {
    kept.set(null);
  }

  private Token fetch() throws IOException, InterruptedException {
    var file = json.readTree(Files.readString(credentials));
    var address = URI.create(file.path("token_uri").asText(TOKEN_ADDRESS));
    var form =
        switch (file.path("type").asText()) {
          case "service_account" ->
              Map.of(
                  "grant_type",
                  "urn:ietf:params:oauth:grant-type:jwt-bearer",
                  "assertion",
                  assertion(file, address));
          case "authorized_user" ->
              Map.of(
                  "grant_type", "refresh_token",
                  "client_id", file.path("client_id").asText(),
                  "client_secret", file.path("client_secret").asText(),
                  "refresh_token", file.path("refresh_token").asText());
          default ->
              throw new IOException(
                  "the credentials file %s is neither a service account's nor a user's; make one with Google's console or `gcloud auth application-default login`"
                      .formatted(credentials.getFileName()));
        };
    var answer =
        client.send(
            HttpRequest.newBuilder(address)
                .timeout(DEADLINE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build(),
            BodyHandlers.ofString());
    var body = json.readTree(answer.body());
    var token = body.path("access_token").asText("");
    if (answer.statusCode() != 200 || token.isEmpty()) {
      throw new IOException(
          "%s gave no token for the credentials file %s (status %d: %s); check that the account lives and the clock is right"
              .formatted(
                  address.getHost(),
                  credentials.getFileName(),
                  answer.statusCode(),
                  body.path("error_description").asText(body.path("error").asText("no reason"))));
    }
    var lives = Duration.ofSeconds(body.path("expires_in").asLong(ASSERTED.toSeconds()));
    return new Token(new Secret(token), clock.instant().plus(lives).minus(MARGIN));
  }

  private String assertion(JsonNode file, URI audience) throws IOException {
    var now = clock.instant();
    var header =
        json.createObjectNode()
            .put("alg", "RS256")
            .put("typ", "JWT")
            .put("kid", file.path("private_key_id").asText());
    var claims =
        json.createObjectNode()
            .put("iss", file.path("client_email").asText())
            .put("scope", SCOPE)
            .put("aud", audience.toString())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(ASSERTED).getEpochSecond());
    var signed =
        base64(json.writeValueAsBytes(header)) + "." + base64(json.writeValueAsBytes(claims));
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey(file.path("private_key").asText()));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause may quote the key.
      throw new IOException(
          "the private key in the credentials file %s cannot be used (%s); download the file anew"
              .formatted(credentials.getFileName(), e.getClass().getSimpleName()));
    }
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
