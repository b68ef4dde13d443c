package dev.reelwright.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private final ObjectMapper json = new ObjectMapper();
  private final List<String> forms = new ArrayList<>();
  private SimulatedGoogle google;
  private HttpServer tokenServer;
  private KeyPair keys;
  private int tokenStatus = 200;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  @TempDir Path scratch;

  @BeforeEach
  void open() throws Exception {
    google = new SimulatedGoogle();
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    tokenServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokenServer.createContext(
        "/token",
        exchange -> {
          forms.add(
              URLDecoder.decode(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                  StandardCharsets.UTF_8));
          var body =
              (tokenStatus == 200
                      ? "{\"access_token\":\"token-%d\",\"expires_in\":3600}"
                          .formatted(forms.size())
                      : "{\"error\":\"invalid_grant\",\"error_description\":\"no such account\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(tokenStatus, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    tokenServer.start();
  }

  @AfterEach
  void close() throws IOException {
    tokenServer.stop(0);
    google.close();
  }

  private GoogleStudio studio() throws IOException {
    var file = scratch.resolve("account.json");
    json.writeValue(
        file.toFile(),
        json.createObjectNode()
            .put("type", "service_account")
            .put("client_email", "robot@p1.iam.example")
            .put("private_key_id", "k1")
            .put(
                "private_key",
                "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n")
            .put("token_uri", "http://127.0.0.1:" + tokenServer.getAddress().getPort() + "/token"));
    return new GoogleStudio(Orders.byVertex(google.base(), file), () -> now);
  }

  @Test
  void signsAnAssertionAndShowsTheTokenUntilShortlyBeforeItEnds() throws Exception {
    var studio = studio();
    Orders.Kind.VEO.submit(studio, scratch);
    Orders.Kind.VEO.submit(studio, scratch);
    now = now.plus(Duration.ofMinutes(56));
    Orders.Kind.VEO.submit(studio, scratch);

    assertThat(google.seen())
        .extracting(request -> request.headers().get("authorization"))
        .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    var assertion = forms.getFirst().replaceAll(".*assertion=([^&]+).*", "$1").split("\\.", 3);
    var verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(keys.getPublic());
    verifier.update((assertion[0] + "." + assertion[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(assertion[2]))).isTrue();
    var claims = json.readTree(Base64.getUrlDecoder().decode(assertion[1]));
    assertThat(claims.path("iss").asText()).isEqualTo("robot@p1.iam.example");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
  }

  @Test
  void fetchesANewTokenAfterOneWasRefused() throws Exception {
    var studio = studio();
    google.nextOrder(
        SimulatedGoogle.status(401, SimulatedGoogle.error(401, "UNAUTHENTICATED", "expired")));

    assertThat(Orders.Kind.VEO.submit(studio, scratch))
        .isInstanceOfSatisfying(
            SubmitResult.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.PROVIDER_FAILURE));
    Orders.Kind.VEO.submit(studio, scratch);

    assertThat(google.seen().getLast().headers()).containsEntry("authorization", "Bearer token-2");
  }

  @Test
  void sendsNothingWithoutAToken() throws Exception {
    tokenStatus = 400;

    assertThat(Orders.Kind.VEO.submit(studio(), scratch))
        .isInstanceOfSatisfying(
            SubmitResult.Rejected.class,
            rejected ->
                assertThat(rejected.providerMessage()).contains("account.json", "no such account"));
    assertThat(google.seen()).isEmpty();
  }

  @Test
  void doesNotQuoteAKeyThatCannotBeRead() throws Exception {
    var file = scratch.resolve("broken.json");
    Files.writeString(
        file,
        "{\"type\":\"service_account\",\"private_key\":\"-----BEGIN PRIVATE"
            + " KEY-----SECRETSTUFF\"}");
    var studio = new GoogleStudio(Orders.byVertex(google.base(), file), () -> now);

    assertThat(Orders.Kind.VEO.submit(studio, scratch).toString())
        .contains("broken.json")
        .doesNotContain("SECRETSTUFF");
  }
}
