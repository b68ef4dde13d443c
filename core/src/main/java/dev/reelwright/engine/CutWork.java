package dev.reelwright.engine;

import dev.reelwright.asset.AssetId;
import dev.reelwright.engine.Order.Booking;
import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.FinishRequest.CutShot;
import dev.reelwright.finish.FinishRequest.SpokenWord;
import dev.reelwright.finish.Finisher;
import dev.reelwright.provider.InputFile;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Joins the film. The take's params name the captions (`captions`, the id of an asset, absent when
/// there are none) and the frames (`frames`).
final class CutWork implements StepWork {
  private static final String MAKER = "reelwright";
  private static final String MODEL = "finisher";

  private final Materials materials;
  private final Finisher finisher;
  private final Ledger ledger;
  private final Keeper keeper;
  private final Stores stores;
  private final Path scratch;

  CutWork(
      Materials materials,
      Finisher finisher,
      Ledger ledger,
      Keeper keeper,
      Stores stores,
      Path scratch) {
    this.materials = materials;
    this.finisher = finisher;
    this.ledger = ledger;
    this.keeper = keeper;
    this.stores = stores;
    this.scratch = scratch;
  }

  @Override
  public Outcome carryOut(Assignment assignment) throws IOException, InterruptedException {
    var step = assignment.step();
    var film = materials.film(step);
    var files = materials.files(film);
    var digest = new HashMap<String, String>();
    var request = request(film, files, digest);
    if (request.isEmpty()) {
      // A clip was taken out since the cut was ordered; that emptied the cut's slot as well.
      return new Outcome.Cancelled();
    }
    try (var own = Scratch.in(scratch)) {
      var target = own.folder().resolve("film.mp4");
      var work = Files.createDirectory(own.folder().resolve("work"));
      var finished =
          finisher.finish(request.get(), target, work, assignment.progress(), assignment.cancel());
      assignment.cancel().check();
      ledger.store(step, booking(step, own, target, finished, InputDigest.of(digest)));
      return new Outcome.Done();
    }
  }

  private Booking booking(
      Step step, Scratch own, Path target, Finisher.Finished finished, InputDigest digest)
      throws IOException, InterruptedException {
    var video = keeper.ingest(step, target, "film.mp4");
    var params = new HashMap<String, Object>();
    params.put("frames", finished.frames());
    if (finished.captions().isBlank()) {
      return handle ->
          keeper
              .keep(handle, step, video, new Keeper.Provenance(digest, MAKER, MODEL, null, params))
              .value();
    }
    var text = Files.writeString(own.folder().resolve("captions.srt"), finished.captions());
    var captions = keeper.ingestText(step, text, "captions.srt", "application/x-subrip");
    params.put("captions", captions.id().value());
    return handle -> {
      stores.assets().insert(handle, captions);
      return keeper
          .keep(handle, step, video, new Keeper.Provenance(digest, MAKER, MODEL, null, params))
          .value();
    };
  }

  private static Optional<FinishRequest> request(
      Film film, Map<AssetId, InputFile> files, Map<String, String> digest) {
    var settings = film.project().settings();
    var lengths = new ShotLengths(settings);
    var shots = new ArrayList<CutShot>();
    for (var shot : film.shots()) {
      var clip = film.take(shot.id(), SlotRole.CLIP).map(take -> files.get(take.assetId()));
      if (clip.isEmpty()) {
        if (settings.leavesOutLostShots()) {
          continue;
        }
        return Optional.empty();
      }
      var narration =
          settings.voice() ? film.take(shot.id(), SlotRole.NARRATION).orElse(null) : null;
      shots.add(cutShot(shot, clip.get(), narration, files, lengths, digest, shots.size()));
    }
    if (shots.isEmpty()) {
      return Optional.empty();
    }
    var music =
        settings.music()
            ? film.take(SlotRole.MUSIC).map(take -> files.get(take.assetId())).orElse(null)
            : null;
    digest.put(
        "settings", settings.format() + " " + settings.captions() + " " + settings.clipSound());
    var crossfade = settings.crossfade();
    if (crossfade != null) {
      digest.put("crossfade", crossfade.toString());
    }
    digest.put("music", music == null ? "" : music.hash().value());
    return Optional.of(
        new FinishRequest(
            settings.format(),
            shots,
            settings.captions(),
            Casting.language(film.project()),
            music == null ? null : music.file(),
            settings.clipSound(),
            crossfade == null ? 0 : crossfade.toMillis(),
            settings.clipsAsFilmed()));
  }

  private static CutShot cutShot(
      Shot shot,
      InputFile clip,
      @Nullable Take narration,
      Map<AssetId, InputFile> files,
      ShotLengths lengths,
      Map<String, String> digest,
      int index) {
    var spoken = narration == null ? null : files.get(narration.assetId());
    var length = lengths.inFilm(shot, narration).toMillis();
    digest.put(
        "shot " + index,
        "%s %d %s %s"
            .formatted(
                clip.hash(),
                length,
                spoken == null ? "" : spoken.hash(),
                shot.texts().narration()));
    return new CutShot(
        clip.file(),
        length,
        spoken == null ? null : spoken.file(),
        shot.texts().narration(),
        narration == null ? List.of() : words(narration));
  }

  private static List<SpokenWord> words(Take narration) {
    if (!(narration.params().get("words") instanceof List<?> words)) {
      return List.of();
    }
    var spoken = new ArrayList<SpokenWord>();
    for (var word : words) {
      if (word instanceof Map<?, ?> parts
          && parts.get("text") instanceof String text
          && parts.get("startMillis") instanceof Number start
          && parts.get("endMillis") instanceof Number end) {
        spoken.add(new SpokenWord(text, start.longValue(), end.longValue()));
      }
    }
    return spoken;
  }
}
