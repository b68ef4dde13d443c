package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.edit.Decision;
import dev.reelwright.edit.Edit;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.media.export.FcpxmlWriter;
import dev.reelwright.media.timeline.FilmLayout;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.recipe.FilmCut;
import dev.reelwright.store.Samples;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilmTimelineTest {
  private final Samples.Film sample = Samples.film("owner", 5);
  private final Map<AssetId, Asset> assets = new HashMap<>();
  private final List<Take> takes = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();

  @Test
  void everyFilmHasATimelineAsLongAsItself() throws Exception {
    for (int seed = 0; seed < 400; seed++) {
      assets.clear();
      takes.clear();
      edits.clear();
      draw(new Random(seed));

      var timeline = timeline();

      assertThat(timeline.frames()).as("seed %d", seed).isEqualTo(framesOfTheFilm());
      // What leaves the timeline must be writable.
      new FcpxmlWriter(true).write(timeline, new StringBuilder());
    }
  }

  @Test
  void aPictureThatTheFilmHoldsIsAGapWithAMarker() {
    clip(0, 1_000);

    var timeline = timeline();

    assertThat(timeline.clips())
        .singleElement()
        .extracting(clip -> clip.range().end())
        .isEqualTo(24L);
    assertThat(timeline.markers()).anyMatch(marker -> marker.name().equals("Shot 1 held"));
    assertThat(timeline.frames()).isEqualTo(240);
  }

  private void draw(Random random) {
    for (int shot = 0; shot < sample.shots().size(); shot++) {
      if (random.nextInt(8) > 0) {
        clip(shot, 1 + random.nextInt(4_000));
      }
      if (random.nextBoolean()) {
        narration(shot, 1 + random.nextInt(4_000));
      }
      if (random.nextBoolean()) {
        decide(shot, new Decision.Transition("fade", Duration.ofMillis(random.nextInt(3_000))));
      }
      if (random.nextInt(3) == 0) {
        decide(
            shot,
            new Decision.Trim(
                Duration.ofMillis(random.nextInt(3_000)),
                random.nextBoolean() ? null : Duration.ofMillis(1 + random.nextInt(5_000))));
      }
      if (random.nextInt(4) == 0) {
        decide(shot, new Decision.Captions(List.of(new Decision.Line(100, 5_000, "One\ntwo"))));
      }
    }
  }

  private Timeline timeline() {
    return new FilmTimeline(film(), FilmEdits.of(edits), assets, MediaPlaces.beside("media"))
        .timeline("Film");
  }

  private long framesOfTheFilm() {
    return FilmLayout.of(
            FrameRate.FPS_24,
            FilmCut.of(film(), FilmEdits.of(edits)).parts().stream()
                .map(part -> MediaFinisher.wish(part.length().toMillis(), part.edit()))
                .toList())
        .frames();
  }

  private FilmSnapshot film() {
    return FilmSnapshot.of(
        sample.project(), List.of(sample.scene()), sample.shots(), takes, Map.of(), true);
  }

  private void clip(int shot, long millis) {
    take(
        sample.clip(shot),
        "video/mp4",
        new MediaFacts(640, 360, Duration.ofMillis(millis), null, "25/1", "h264", null));
  }

  private void narration(int shot, long millis) {
    take(
        sample.slot(shot, SlotRole.NARRATION, 0),
        "audio/wav",
        new MediaFacts(null, null, Duration.ofMillis(millis), null, null, null, "pcm_s16le"));
  }

  private void take(Slot slot, String mediaType, MediaFacts facts) {
    var asset =
        new Asset(
            AssetId.fresh(),
            "owner",
            sample.project().id(),
            new BlobHash("0".repeat(64)),
            1,
            mediaType,
            "",
            facts,
            List.of(),
            AssetOrigin.GENERATED,
            null,
            Samples.CREATED);
    assets.put(asset.id(), asset);
    takes.add(Samples.take(slot, asset.id()));
  }

  private void decide(int shot, Decision decision) {
    edits.add(
        Edit.fresh(
            sample.project().id(),
            sample.shots().get(shot).id().value(),
            decision.kind(),
            Decision.value(decision),
            Samples.CREATED));
  }
}
