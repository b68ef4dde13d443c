package dev.reelwright.webhook;

import java.time.Instant;

/// How far a message is.
public sealed interface DeliveryState {
  /// To be tried at `nextAt` or later.
  record Pending(Instant nextAt) implements DeliveryState {}

  /// The receiver has it.
  record Delivered(Instant at) implements DeliveryState {}

  /// Given up; a dead letter until somebody has it sent again.
  record Dead(Instant at) implements DeliveryState {}
}
