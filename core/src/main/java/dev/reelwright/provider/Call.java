package dev.reelwright.provider;

import dev.reelwright.ledger.AttemptId;
import java.nio.file.Path;

/// The circumstances of one call.
///
/// @param attempt the attempt it belongs to; the provider's idempotency key where it takes one
/// @param scratch an empty folder of this call's own; removed afterwards, results in it are moved
///   out first
/// @param progress where to tell how far it is
/// @param cancel asked now and then by long local work
/// @param lane the lane that carries it out; tells the servers of a fleet apart
public record Call(
    AttemptId attempt, Path scratch, ProgressListener progress, CancelSignal cancel, String lane) {
  /// Where all calls go to the same place.
  public Call(AttemptId attempt, Path scratch, ProgressListener progress, CancelSignal cancel) {
    this(attempt, scratch, progress, cancel, "");
  }
}
