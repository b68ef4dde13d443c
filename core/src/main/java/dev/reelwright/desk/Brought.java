package dev.reelwright.desk;

import dev.reelwright.asset.Asset;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Selection;
import dev.reelwright.take.Slot;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Takes of files that people brought.
final class Brought {
  private static final String MAKER = "upload";

  private Brought() {}

  /// Makes the file the selected take of a slot.
  ///
  /// @throws Refusal when a locked take is in the way
  static Take fill(Handle handle, Workbench bench, Slot slot, Asset asset) {
    var params = new HashMap<String, Object>();
    var length = asset.facts().length();
    if (length != null) {
      params.put(ShotLengths.LENGTH_MILLIS, length.toMillis());
    }
    var take =
        new Take(
            TakeId.fresh(),
            slot,
            InputDigest.of(Map.of("kind", MAKER, "file", asset.blob().value())),
            asset.id(),
            MAKER,
            MAKER,
            params,
            null,
            null,
            null,
            TakeOrigin.UPLOADED,
            false,
            false,
            null,
            null,
            bench.now());
    var stored = bench.takes().insert(handle, take);
    if (bench.takes().select(handle, stored.id()) == Selection.LOCKED) {
      throw TakeDesk.locked();
    }
    return bench.takes().find(handle, stored.id()).orElseThrow();
  }
}
