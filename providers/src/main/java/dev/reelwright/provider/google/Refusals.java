package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Google's answers mean when they are not what was asked for.
final class Refusals {
  /// Words of a refusal for its content, as the vendor's messages use them.
  private static final List<String> POLICY_WORDS =
      List.of("violat", "usage guidelines", "safety", "content polic", "responsible ai");

  /// Reasons for which `generateContent` answers with nothing to show, all about content.
  private static final Set<String> PLAIN_ENDS = Set.of("STOP", "MAX_TOKENS", "");

  private static final int LONGEST_MESSAGE = 500;

  private final Endpoint endpoint;
  private final InstantSource clock;

  Refusals(Endpoint endpoint, InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /// What to report of an order that was not answered with 200.
  ///
  /// @param isAtOnce whether the model answers with the result itself. Such a request that ends in
  ///   500 or 503 with the vendor's own error is not billed; one that starts a job may have started
  ///   it
  <T> SubmitResult<T> ofOrder(Wire.Reply.Answered answer, GoogleModel model, boolean isAtOnce) {
    int status = answer.status();
    var message = message(answer);
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          rejected(
              RejectionReason.UNAVAILABLE,
              "was sent on to " + target(answer) + " and did not follow; set the base address");
      case 401 -> {
        endpoint.credentialsWereRefused();
        yield rejected(
            endpoint.hasTokens() ? RejectionReason.PROVIDER_FAILURE : RejectionReason.NOT_ALLOWED,
            message);
      }
      case 402 -> rejected(RejectionReason.OUT_OF_CREDIT, message);
      case 403 ->
          rejected(
              isPolicy(message) ? RejectionReason.CONTENT_POLICY : RejectionReason.NOT_ALLOWED,
              message);
      case 404 ->
          rejected(RejectionReason.INVALID_REQUEST, message + model.instead(endpoint.door()));
      case 429 -> busy(answer, message);
      case 500, 503 ->
          isAtOnce && answer.body().has("error")
              ? status == 503
                  ? busy(answer, message)
                  : rejected(RejectionReason.PROVIDER_FAILURE, message)
              : unknown(status, message);
      default ->
          status / 100 == 4 && status != 408 && status != 409
              ? rejected(ofBadRequest(answer, message), message)
              : unknown(status, message);
    };
  }

  /// Whether a message says that content was the trouble.
  static boolean isPolicy(String message) {
    var text = message.toLowerCase(Locale.ROOT);
    return POLICY_WORDS.stream().anyMatch(text::contains);
  }

  /// Why an answer of `generateContent` holds nothing, when that is about content.
  static Optional<String> ofContent(JsonNode body) {
    var blocked = body.path("promptFeedback").path("blockReason").asText("");
    if (!blocked.isEmpty()) {
      return Optional.of("the prompt was blocked (%s)".formatted(blocked));
    }
    var candidate = body.path("candidates").path(0);
    var end = candidate.path("finishReason").asText("");
    if (!PLAIN_ENDS.contains(end)) {
      var why = candidate.path("finishMessage").asText("");
      return Optional.of("%s %s".formatted(end, why).strip());
    }
    return Optional.empty();
  }

  /// What an answer says of itself, without anything secret.
  String message(Wire.Reply.Answered answer) {
    var error =
        answer.body().isArray() ? answer.body().path(0).path("error") : answer.body().path("error");
    var text = error.path("message").asText(error.asText(""));
    return shortened(text.isBlank() ? "status " + answer.status() : text);
  }

  String shortened(String text) {
    var clean = endpoint.scrubbed(text);
    return clean.length() <= LONGEST_MESSAGE ? clean : clean.substring(0, LONGEST_MESSAGE) + "…";
  }

  private <T> SubmitResult<T> busy(Wire.Reply.Answered answer, String message) {
    return answer.body().toString().contains("PerDay")
        ? rejected(RejectionReason.OUT_OF_CREDIT, "the day's quota is used up: " + message)
        : new SubmitResult.Rejected<>(RejectionReason.BUSY, message, wait(answer).orElse(null));
  }

  private static RejectionReason ofBadRequest(Wire.Reply.Answered answer, String message) {
    var body = answer.body().toString();
    if (body.contains("API_KEY_INVALID")) {
      return RejectionReason.NOT_ALLOWED;
    }
    if (body.contains("FAILED_PRECONDITION")) {
      return RejectionReason.NOT_ALLOWED;
    }
    return isPolicy(message) ? RejectionReason.CONTENT_POLICY : RejectionReason.INVALID_REQUEST;
  }

  /// `RetryInfo.retryDelay` ("34s"), else `retry-after-ms`, else `Retry-After` in seconds or as a
  /// date.
  private Optional<Duration> wait(Wire.Reply.Answered answer) {
    for (var detail : answer.body().path("error").path("details")) {
      var delay = detail.path("retryDelay").asText("");
      if (delay.matches("\\d{1,9}(\\.\\d{1,9})?s")) {
        return Optional.of(
            Duration.ofMillis((long) (Double.parseDouble(delay.replace("s", "")) * 1000)));
      }
    }
    var millis = answer.headers().firstValue("retry-after-ms").orElse("");
    if (millis.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofMillis(Long.parseLong(millis)));
    }
    var after = answer.headers().firstValue("Retry-After").orElse("");
    if (after.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
    }
    try {
      var date = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var left = Duration.between(clock.instant(), date);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String target(Wire.Reply.Answered answer) {
    try {
      var target = URI.create(answer.headers().firstValue("Location").orElse("")).getHost();
      return String.valueOf(target);
    } catch (IllegalArgumentException _) {
      return "an address that is none";
    }
  }

  private static <T> SubmitResult<T> rejected(RejectionReason reason, @Nullable String message) {
    return new SubmitResult.Rejected<>(reason, String.valueOf(message));
  }

  private static <T> SubmitResult<T> unknown(int status, String message) {
    return new SubmitResult.Unknown<>(
        new IOException("answered %d to an order: %s".formatted(status, message)));
  }
}
