package dev.reelwright.engine;

import dev.reelwright.engine.Order.Delivery;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.MediaResult;
import org.jspecify.annotations.Nullable;

/// What the works that make one media file have in common.
final class MediaDelivery {
  private final Keeper keeper;

  MediaDelivery(Keeper keeper) {
    this.keeper = keeper;
  }

  /// Keeps the file that a call delivered as a take of the step's slot.
  Delivery<MediaResult> keep(Assignment assignment, Capabilities maker, @Nullable Long seed) {
    var step = assignment.step();
    return (result, digest) -> {
      var asset = keeper.ingest(step, result.file(), assignment.stage());
      var provenance =
          new Keeper.Provenance(digest, maker.provider(), maker.model(), seed, result.params());
      return handle -> keeper.keep(handle, step, asset, provenance).value();
    };
  }
}
