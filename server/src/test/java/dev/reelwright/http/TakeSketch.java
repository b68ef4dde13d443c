package dev.reelwright.http;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Slot;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A take with its asset for tests: valid defaults, a test states what matters to it.
public final class TakeSketch {
  private static final String DIGEST = "0".repeat(64);

  private final Slot slot;
  private TakeId id = TakeId.fresh();
  private AssetId assetId = AssetId.fresh();
  private String provider = "builtin";
  private String model = "animatic";
  private Map<String, Object> params = Map.of();
  private Long seed;
  private String lane;
  private String runId;
  private String stepId;
  private TakeOrigin origin = TakeOrigin.GENERATED;
  private boolean selected = true;
  private Instant createdAt = Instant.EPOCH;
  private String mediaType = "video/mp4";
  private String name = "take";
  private MediaFacts facts = MediaFacts.NONE;

  private TakeSketch(Slot slot) {
    this.slot = slot;
  }

  public static TakeSketch aTakeFor(Slot slot) {
    return new TakeSketch(slot);
  }

  public TakeSketch id(String value) {
    id = new TakeId(value);
    return this;
  }

  public TakeSketch assetId(String value) {
    assetId = new AssetId(value);
    return this;
  }

  public TakeSketch by(String whichProvider, String whichModel) {
    provider = whichProvider;
    model = whichModel;
    return this;
  }

  public TakeSketch params(Map<String, Object> values) {
    params = values;
    return this;
  }

  public TakeSketch seed(long value) {
    seed = value;
    return this;
  }

  public TakeSketch lane(String value) {
    lane = value;
    return this;
  }

  public TakeSketch madeBy(StepFacts step) {
    runId = step.run().value();
    stepId = step.id().value();
    return this;
  }

  public TakeSketch origin(TakeOrigin value) {
    origin = value;
    return this;
  }

  public TakeSketch selected(boolean value) {
    selected = value;
    return this;
  }

  public TakeSketch madeAt(Instant value) {
    createdAt = value;
    return this;
  }

  public TakeSketch file(String type, String fileName, MediaFacts found) {
    mediaType = type;
    name = fileName;
    facts = found;
    return this;
  }

  public Take take() {
    return new Take(
        id,
        slot,
        new InputDigest(DIGEST),
        assetId,
        provider,
        model,
        params,
        seed,
        null,
        lane,
        origin,
        selected,
        false,
        runId,
        stepId,
        createdAt);
  }

  public Asset asset() {
    return new Asset(
        assetId,
        "local",
        slot.projectId(),
        new BlobHash(DIGEST),
        1,
        mediaType,
        name,
        facts,
        List.of(),
        AssetOrigin.GENERATED,
        null,
        createdAt);
  }
}
