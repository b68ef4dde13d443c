package dev.reelwright.webhook;

import dev.reelwright.store.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message to a webhook about one event.
///
/// @param body sent as it is, in every try
/// @param tries begun since it was ordered, or ordered again
/// @param lastStatus HTTP status of the last try, or null where there was no answer
/// @param lastError what went wrong in the last try, for people, or null
public record Delivery(
    String id,
    String webhookId,
    long eventSeq,
    String body,
    DeliveryState state,
    int tries,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    Instant createdAt) {
  public Delivery {
    Ids.requireUuid(id);
    Ids.requireUuid(webhookId);
  }

  /// A message that is due at once.
  public static Delivery fresh(String webhookId, long eventSeq, String body, Instant now) {
    return new Delivery(
        Ids.fresh(), webhookId, eventSeq, body, new DeliveryState.Pending(now), 0, null, null, now);
  }
}
