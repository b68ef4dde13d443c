package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What every generator of this adapter needs to make a call.
record GoogleCalls(
    GoogleSettings settings, Endpoint endpoint, Wire wire, Refusals refusals, InstantSource clock) {

  Capabilities capabilities(GoogleModel model) {
    return new Capabilities("google", model.name(), lane(model), false, false);
  }

  private static String lane(GoogleModel model) {
    return switch (model.makes()) {
      case STORYBOARD -> "google-text";
      case IMAGE -> "google-images";
      case VIDEO -> "google-videos";
    };
  }

  /// @param units seconds for clips, 1 otherwise
  Quote quote(GoogleModel model, int units, boolean sound) {
    var refusal = endpoint.refusal(model);
    return refusal.isPresent()
        ? new Quote.Refused(refusal.get())
        : model.quote(settings.prices().get(model.name()), units, sound);
  }

  /// What a call costs that the quote was accepted for.
  Money charge(GoogleModel model, int units, boolean sound) {
    return model.quote(settings.prices().get(model.name()), units, sound)
            instanceof Quote.Priced(var amount)
        ? amount
        : Money.zero(Money.USD);
  }

  /// Sends an order once and reads a 200; anything else is told as it is.
  <T> SubmitResult<T> order(
      GoogleModel model,
      URI address,
      JsonNode body,
      boolean isAtOnce,
      Call call,
      Function<JsonNode, SubmitResult<T>> reader)
      throws InterruptedException {
    return switch (wire.order(address, body, call.scratch())) {
      case Wire.Reply.NotSent(var why) ->
          new SubmitResult.Rejected<>(RejectionReason.PROVIDER_FAILURE, refusals.shortened(why));
      case Wire.Reply.Silent(var cause) -> new SubmitResult.Unknown<>(cause);
      case Wire.Reply.Answered answer ->
          answer.status() == 200
              ? reader.apply(answer.body())
              : refusals.ofOrder(answer, model, isAtOnce);
    };
  }

  /// A 200 that does not say what came of the order.
  static <T> SubmitResult<T> incomprehensible(String what, @Nullable JsonNode body) {
    return new SubmitResult.Unknown<>(
        new IOException("%s: %s".formatted(what, body == null ? "" : names(body))));
  }

  /// The names of an answer's members, which hold nothing of a user's.
  private static String names(JsonNode body) {
    var names = new java.util.ArrayList<String>();
    body.fieldNames().forEachRemaining(names::add);
    return names.toString();
  }
}
