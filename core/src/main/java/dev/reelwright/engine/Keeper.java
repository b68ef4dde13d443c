package dev.reelwright.engine;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.finish.Prober;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Selection;
import dev.reelwright.take.Slot;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps what was made: bytes into the blob store, facts from the bytes, then asset and take in the
/// caller's transaction.
final class Keeper {
  /// What makes a take besides its file.
  record Provenance(
      InputDigest digest,
      String provider,
      String model,
      @Nullable Long seed,
      Map<String, Object> params) {}

  private final Stores stores;
  private final BlobStore blobs;
  private final Prober prober;
  private final History history;
  private final InstantSource clock;

  Keeper(Stores stores, BlobStore blobs, Prober prober, History history, InstantSource clock) {
    this.stores = stores;
    this.blobs = blobs;
    this.prober = prober;
    this.history = history;
    this.clock = clock;
  }

  /// Stores a file and finds out what it is; nothing refers to it yet.
  Asset ingest(Step step, Path file, String name) throws IOException, InterruptedException {
    var stored = blobs.put(file);
    // Looked at in the place where it stays: whoever reads it later need not look again.
    return asset(step, stored, name, prober.probe(blobs.localFile(stored.hash())));
  }

  /// Stores a text file of ours.
  Asset ingestText(Step step, Path file, String name, String mediaType) throws IOException {
    return asset(step, blobs.put(file), name, new Prober.Probed(mediaType, MediaFacts.NONE));
  }

  /// A take of a new file. Selected if its slot still waits for it.
  TakeId keep(Handle handle, Step step, Asset asset, Provenance provenance) {
    stores.assets().insert(handle, asset);
    var params = new HashMap<>(provenance.params());
    var length = asset.facts().length();
    if (length != null) {
      params.put(ShotLengths.LENGTH_MILLIS, length.toMillis());
    }
    return keep(
        handle,
        step,
        take(
            step,
            asset.id(),
            new Provenance(
                provenance.digest(),
                provenance.provider(),
                provenance.model(),
                provenance.seed(),
                params),
            TakeOrigin.GENERATED));
  }

  /// A take that shows what another take shows; nothing was made.
  TakeId inherit(Handle handle, Step step, Take from, InputDigest digest, @Nullable Long seed) {
    return keep(
        handle,
        step,
        take(
            step,
            from.assetId(),
            new Provenance(digest, from.provider(), from.model(), seed, from.params()),
            TakeOrigin.INHERITED));
  }

  /// A take that takes the place of the one a slot shows, although the step is about another slot.
  void replace(Handle handle, Step step, Slot slot, Asset asset, Provenance provenance) {
    stores.assets().insert(handle, asset);
    show(handle, step, aside(step, slot, asset.id(), provenance, TakeOrigin.GENERATED));
  }

  /// Lets a slot show what another take shows, whatever it showed before.
  void replace(Handle handle, Step step, Slot slot, Take from, InputDigest digest) {
    show(
        handle,
        step,
        aside(
            step,
            slot,
            from.assetId(),
            new Provenance(digest, from.provider(), from.model(), null, from.params()),
            TakeOrigin.INHERITED));
  }

  private void show(Handle handle, Step step, Take take) {
    var stored = stores.takes().insert(handle, take);
    var selection = stores.takes().select(handle, stored.id());
    tell(handle, step, stored, selection == Selection.SELECTED);
  }

  private Take aside(
      Step step, Slot slot, AssetId asset, Provenance provenance, TakeOrigin origin) {
    return new Take(
        TakeId.fresh(),
        slot,
        provenance.digest(),
        asset,
        provenance.provider(),
        provenance.model(),
        provenance.params(),
        provenance.seed(),
        null,
        step.lane(),
        origin,
        false,
        false,
        step.runId().value(),
        null,
        clock.instant());
  }

  private TakeId keep(Handle handle, Step step, Take take) {
    var stored = stores.takes().insertIfCurrent(handle, take);
    tell(handle, step, stored, stored.selected());
    return stored.id();
  }

  private void tell(Handle handle, Step step, Take stored, boolean isShown) {
    history.ofStep(
        handle,
        step,
        Films.TAKE_STORED,
        Map.of(
            "take", stored.id().value(),
            "asset", stored.assetId().value(),
            "selected", isShown,
            "origin", stored.origin().name()));
  }

  private Asset asset(Step step, BlobStore.Stored stored, String name, Prober.Probed probed) {
    return new Asset(
        AssetId.fresh(),
        step.owner(),
        step.slot().projectId(),
        stored.hash(),
        stored.size(),
        probed.mediaType(),
        name,
        probed.facts(),
        List.of(),
        AssetOrigin.GENERATED,
        null,
        clock.instant());
  }

  private Take take(Step step, AssetId asset, Provenance provenance, TakeOrigin origin) {
    return new Take(
        TakeId.fresh(),
        step.slot(),
        provenance.digest(),
        asset,
        provenance.provider(),
        provenance.model(),
        provenance.params(),
        provenance.seed(),
        null,
        step.place(),
        origin,
        false,
        false,
        step.runId().value(),
        step.id().value(),
        clock.instant());
  }
}
