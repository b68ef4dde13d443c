package dev.reelwright.engine;

import dev.reelwright.asset.Asset;
import dev.reelwright.engine.Order.Booking;
import dev.reelwright.finish.Finisher;
import dev.reelwright.take.InputDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;

/// Joins the film. The take's params name the captions (`captions`, the id of an asset, absent when
/// there are none), the film without them (`uncaptioned`, likewise) and the frames (`frames`).
final class CutWork implements StepWork {
  private static final String CAPTIONS = "captions";
  private static final String UNCAPTIONED = "uncaptioned";
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
    var digest = new HashMap<String, String>();
    var request =
        CutRequests.whole(
            film, materials.edits(step.slot().projectId()), materials.files(film), digest);
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
    var beside = new ArrayList<Asset>();
    if (!finished.captions().isBlank()) {
      var text = Files.writeString(own.folder().resolve("captions.srt"), finished.captions());
      var captions = keeper.ingestText(step, text, "captions.srt", "application/x-subrip");
      params.put(CAPTIONS, captions.id().value());
      beside.add(captions);
    }
    var plain = finished.uncaptioned();
    if (plain != null) {
      var uncaptioned = keeper.ingest(step, plain, "uncaptioned.mp4");
      params.put(UNCAPTIONED, uncaptioned.id().value());
      beside.add(uncaptioned);
    }
    return handle -> {
      beside.forEach(asset -> stores.assets().insert(handle, asset));
      return keeper
          .keep(handle, step, video, new Keeper.Provenance(digest, MAKER, MODEL, null, params))
          .value();
    };
  }
}
