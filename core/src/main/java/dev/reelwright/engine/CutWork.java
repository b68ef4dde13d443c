package dev.reelwright.engine;

import dev.reelwright.asset.AssetId;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.engine.Order.Booking;
import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.FinishRequest.CutShot;
import dev.reelwright.finish.FinishRequest.ShotEdit;
import dev.reelwright.finish.Finisher;
import dev.reelwright.provider.InputFile;
import dev.reelwright.recipe.FilmCut;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.SlotRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
    var edits = materials.edits(step);
    var request = request(film, edits, files, digest);
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
      Film film, FilmEdits edits, Map<AssetId, InputFile> files, Map<String, String> digest) {
    var settings = film.project().settings();
    var shots = new ArrayList<CutShot>();
    for (var part : FilmCut.of(film, edits).parts()) {
      var take = part.clip();
      var clip = take == null ? null : files.get(take.assetId());
      if (clip != null) {
        shots.add(cutShot(part, clip, files, digest, shots.size()));
      } else if (!settings.leavesOutLostShots()) {
        return Optional.empty();
      }
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
    digest.put("music", music == null ? "" : music.hash().value());
    var levels =
        new FinishRequest.Levels(edits.gain(FilmEdits.NARRATION), edits.gain(FilmEdits.MUSIC));
    if (!levels.equals(FinishRequest.Levels.USUAL)) {
      digest.put("levels", levels.toString());
    }
    return Optional.of(
        new FinishRequest(
            settings.format(),
            shots,
            settings.captions(),
            Casting.language(film.project()),
            music == null ? null : music.file(),
            settings.clipSound(),
            settings.clipsAsFilmed(),
            levels));
  }

  private static CutShot cutShot(
      FilmCut.Part part,
      InputFile clip,
      Map<AssetId, InputFile> files,
      Map<String, String> digest,
      int index) {
    var narration = part.narration();
    var spoken = narration == null ? null : files.get(narration.assetId());
    var text = part.shot().texts().narration();
    digest.put(
        "shot " + index,
        "%s %d %s %s"
            .formatted(
                clip.hash(), part.length().toMillis(), spoken == null ? "" : spoken.hash(), text));
    if (!part.edit().equals(ShotEdit.NONE)) {
      digest.put("edit " + index, part.edit().toString());
    }
    return new CutShot(
        clip.file(),
        part.length().toMillis(),
        spoken == null ? null : spoken.file(),
        text,
        part.words(),
        part.edit());
  }
}
