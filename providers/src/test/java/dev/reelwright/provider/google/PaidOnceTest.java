package dev.reelwright.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever goes wrong on the way, each paid request reaches Google once at most, and its outcome
/// is called what it is.
class PaidOnceTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  private SimulatedGoogle google;
  private GoogleStudio studio;
  @TempDir Path scratch;

  @BeforeEach
  void open() throws IOException {
    google = new SimulatedGoogle();
    studio = new GoogleStudio(Orders.byKey(google.base()), CLOCK);
  }

  @AfterEach
  void close() throws IOException {
    google.close();
  }

  @ParameterizedTest
  @EnumSource
  void takesACutConnectionForAnUnknownOutcome(Orders.Kind kind) throws Exception {
    google.nextOrder(SimulatedGoogle.cut());

    assertThat(kind.submit(studio, scratch)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(google.seen()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void takesHalfAnAnswerForAnUnknownOutcome(Orders.Kind kind) throws Exception {
    google.nextOrder(google.half());

    assertThat(kind.submit(studio, scratch)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(google.seen()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void takesAnAnswerThatIsNoJsonForAnUnknownOutcome(Orders.Kind kind) throws Exception {
    google.nextOrder(
        (_, exchange) ->
            exchange.answer(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)));

    assertThat(kind.submit(studio, scratch)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(google.seen()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void takesSilenceForAnUnknownOutcome(Orders.Kind kind) throws Exception {
    google.nextOrder(google.silence());
    var impatient =
        GoogleStudio.withDeadline(Orders.byKey(google.base()), CLOCK, Duration.ofMillis(300));

    assertThat(kind.submit(impatient, scratch)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(google.seen()).hasSize(1);
  }

  static Stream<Arguments> doubtfulStatuses() {
    return Stream.of(Orders.Kind.values())
        .flatMap(kind -> Stream.of(408, 409, 502, 504).map(status -> Arguments.of(kind, status)));
  }

  @ParameterizedTest
  @MethodSource("doubtfulStatuses")
  void takesDoubtfulStatusesForUnknownOutcomes(Orders.Kind kind, int status) throws Exception {
    google.nextOrder(SimulatedGoogle.status(status, "{}", "Retry-After", "0"));

    assertThat(kind.submit(studio, scratch)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(google.seen()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void takesAnOverloadedServerForBusyUnlessItMayHaveStartedAJob(Orders.Kind kind) throws Exception {
    google.nextOrder(
        SimulatedGoogle.status(
            503, SimulatedGoogle.error(503, "UNAVAILABLE", "overloaded"), "Retry-After", "0"));

    var result = kind.submit(studio, scratch);

    if (kind.isAtOnce()) {
      assertThat(result)
          .isInstanceOfSatisfying(
              SubmitResult.Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.BUSY));
    } else {
      assertThat(result).isInstanceOf(SubmitResult.Unknown.class);
    }
    assertThat(google.seen()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotFollowARedirectWithAnOrder(Orders.Kind kind) throws Exception {
    google.nextOrder(
        SimulatedGoogle.status(307, "", "Location", google.base() + "/elsewhere:generateContent"));

    assertThat(kind.submit(studio, scratch))
        .isInstanceOfSatisfying(
            SubmitResult.Rejected.class,
            rejected -> assertThat(rejected.providerMessage()).contains("127.0.0.1"));
    assertThat(google.seen()).hasSize(1);
  }

  static Stream<Arguments> waits() {
    var retryInfo =
        "{\"error\":{\"code\":429,\"message\":\"quota\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34s\"}]}}";
    var plain = SimulatedGoogle.error(429, "RESOURCE_EXHAUSTED", "quota");
    return Stream.of(
        Arguments.of(SimulatedGoogle.status(429, retryInfo), Duration.ofSeconds(34)),
        Arguments.of(
            SimulatedGoogle.status(429, plain, "Retry-After", "12"), Duration.ofSeconds(12)),
        Arguments.of(
            SimulatedGoogle.status(429, plain, "retry-after-ms", "1500"), Duration.ofMillis(1500)),
        Arguments.of(
            SimulatedGoogle.status(429, plain, "Retry-After", "Sat, 21 Nov 2026 10:01:00 GMT"),
            Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void saysHowLongGoogleWantsToBeLeftAlone(SimulatedGoogle.Answer answer, Duration wait)
      throws Exception {
    google.nextOrder(answer);

    assertThat(Orders.Kind.VEO.submit(studio, scratch))
        .isEqualTo(new SubmitResult.Rejected<>(RejectionReason.BUSY, "quota", wait));
    assertThat(google.seen()).hasSize(1);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(400, "INVALID_ARGUMENT", "bad size", RejectionReason.INVALID_REQUEST),
        Arguments.of(
            400,
            "INVALID_ARGUMENT",
            "The prompt violates our usage guidelines",
            RejectionReason.CONTENT_POLICY),
        Arguments.of(400, "FAILED_PRECONDITION", "enable billing", RejectionReason.NOT_ALLOWED),
        Arguments.of(401, "UNAUTHENTICATED", "who are you", RejectionReason.NOT_ALLOWED),
        Arguments.of(402, "RESOURCE_EXHAUSTED", "credits depleted", RejectionReason.OUT_OF_CREDIT),
        Arguments.of(403, "PERMISSION_DENIED", "not yours", RejectionReason.NOT_ALLOWED),
        Arguments.of(404, "NOT_FOUND", "no such model", RejectionReason.INVALID_REQUEST),
        Arguments.of(413, "INVALID_ARGUMENT", "too large", RejectionReason.INVALID_REQUEST));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void callsARefusalByItsReason(int status, String word, String message, RejectionReason reason)
      throws Exception {
    for (var kind : Orders.Kind.values()) {
      google.nextOrder(
          SimulatedGoogle.status(status, SimulatedGoogle.error(status, word, message)));

      assertThat(kind.submit(studio, scratch))
          .as(kind.name())
          .isInstanceOfSatisfying(
              SubmitResult.Rejected.class,
              rejected -> {
                assertThat(rejected.reason()).isEqualTo(reason);
                assertThat(rejected.providerMessage()).startsWith(message);
              });
    }
    assertThat(google.seen()).hasSize(Orders.Kind.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void knowsThatNothingWasSentWhenNobodyListens(Orders.Kind kind) throws Exception {
    int port;
    try (var closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    var nowhere = new GoogleStudio(Orders.byKey(URI.create("http://127.0.0.1:" + port)), CLOCK);

    assertThat(kind.submit(nowhere, scratch))
        .isInstanceOfSatisfying(
            SubmitResult.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.PROVIDER_FAILURE));
  }

  @ParameterizedTest
  @EnumSource
  void neverRepeatsTheKeyThatAServerQuotes(Orders.Kind kind) throws Exception {
    google.nextOrder(
        SimulatedGoogle.status(
            400,
            SimulatedGoogle.error(400, "INVALID_ARGUMENT", "API key " + Orders.KEY + " is bad")));

    assertThat(kind.submit(studio, scratch).toString()).contains("***").doesNotContain(Orders.KEY);
    assertThat(google.seen())
        .allSatisfy(request -> assertThat(request.path()).doesNotContain(Orders.KEY));
  }
}
