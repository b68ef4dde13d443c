package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.END_FRAME;
import static dev.reelwright.take.SlotRole.MUSIC;
import static dev.reelwright.take.SlotRole.NARRATION;
import static dev.reelwright.take.SlotRole.START_FRAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.store.Samples;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.Slot;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Slots are written as `1 CLIP`, shots counted from 1, or as the role alone for those of the film.
class PromptFilmActsTest {
  private final PromptFilmActs acts = new PromptFilmActs();
  private final Samples.Film sample = Samples.film("owner", 3);
  private final FilmSnapshot film = film(false);

  static Stream<Arguments> edits() {
    return Stream.of(
        edit(
            "start of the second",
            1,
            texts("start"),
            "2 START_FRAME",
            "2 END_FRAME",
            "2 CLIP",
            "3 START_FRAME",
            "3 END_FRAME",
            "3 CLIP",
            "CUT"),
        edit(
            "end of the second",
            1,
            texts("end"),
            "2 END_FRAME",
            "2 CLIP",
            "3 START_FRAME",
            "3 END_FRAME",
            "3 CLIP",
            "CUT"),
        edit("end of the last", 2, texts("end"), "3 END_FRAME", "3 CLIP", "CUT"),
        edit("motion", 1, texts("motion"), "2 CLIP", "CUT"),
        edit("words of a fixed length", 1, texts("narration"), "2 NARRATION", "CUT"),
        edit("transition", 1, texts("transition"), "CUT"),
        edit("description behind other texts", 1, texts("description")),
        edit("length", 1, PromptFilmActsTest::longer, "2 NARRATION", "2 CLIP", "CUT"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void anEditOfAShotEmptiesWhatWasMadeFromIt(
      String what, int shot, UnaryOperator<Shot> edit, List<String> emptied) {
    var shots = new ArrayList<>(film.shots());
    shots.set(shot, edit.apply(shots.get(shot)));

    var slots = acts.ofChange(film, film.with(film.scenes(), shots));

    assertThat(named(slots)).as(what).containsExactlyElementsOf(emptied);
  }

  @Test
  void noChangeEmptiesNothing() {
    assertThat(acts.ofChange(film, film)).isEmpty();
  }

  @Test
  void removingAShotBreaksTheChainBehindIt() {
    var slots =
        acts.ofChange(
            film, film.with(film.scenes(), List.of(film.shots().get(0), film.shots().get(2))));

    assertThat(named(slots)).containsExactly("3 START_FRAME", "3 END_FRAME", "3 CLIP", "CUT");
  }

  @Test
  void removingTheLastShotEmptiesTheCutAlone() {
    assertThat(named(acts.ofChange(film, film.with(film.scenes(), film.shots().subList(0, 2)))))
        .containsExactly("CUT");
  }

  @Test
  void aFrameThatSomebodyBroughtEndsTheChain() {
    var anchored = film(true);
    var shots = new ArrayList<>(anchored.shots());
    shots.set(0, texts("end").apply(shots.get(0)));

    var slots = acts.ofChange(anchored, anchored.with(anchored.scenes(), shots));

    assertThat(named(slots)).containsExactly("1 END_FRAME", "1 CLIP", "CUT");
  }

  @Test
  void anotherClipEmptiesTheCutAndAnotherFrameWhatHangsOnIt() {
    var first = film.shots().getFirst().id();
    var id = film.project().id();

    assertThat(named(acts.ofReplacement(film, Slot.ofShot(id, first, CLIP, 0))))
        .containsExactly("CUT");
    assertThat(named(acts.ofReplacement(film, Slot.ofShot(id, first, END_FRAME, 0))))
        .containsExactly(
            "1 CLIP",
            "2 START_FRAME",
            "2 END_FRAME",
            "2 CLIP",
            "3 START_FRAME",
            "3 END_FRAME",
            "3 CLIP",
            "CUT");
  }

  private FilmSnapshot film(boolean isSecondAnchored) {
    var takes = new ArrayList<Take>();
    var id = sample.project().id();
    for (var shot : sample.shots()) {
      for (var role : List.of(START_FRAME, END_FRAME, CLIP, NARRATION)) {
        var isBrought =
            isSecondAnchored && role == START_FRAME && shot.equals(sample.shots().get(1));
        takes.add(
            take(
                Slot.ofShot(id, shot.id(), role, 0),
                isBrought ? TakeOrigin.UPLOADED : TakeOrigin.GENERATED));
      }
    }
    takes.add(take(Slot.ofProject(id, MUSIC, 0), TakeOrigin.GENERATED));
    takes.add(take(Slot.ofProject(id, CUT, 0), TakeOrigin.GENERATED));
    return FilmSnapshot.of(
        sample.project(), List.of(sample.scene()), sample.shots(), takes, Map.of(), true);
  }

  private static Take take(Slot slot, TakeOrigin origin) {
    var like = Samples.take(slot, dev.reelwright.asset.AssetId.fresh());
    return new Take(
        TakeId.fresh(),
        slot,
        like.digest(),
        like.assetId(),
        "p",
        "m",
        Map.of(),
        1L,
        null,
        null,
        origin,
        true,
        false,
        null,
        null,
        like.createdAt());
  }

  private List<String> named(List<Slot> slots) {
    var shots = film.shots().stream().map(Shot::id).toList();
    return slots.stream()
        .map(
            slot ->
                slot.shotId() == null
                    ? slot.role().name()
                    : (shots.indexOf(slot.shotId()) + 1) + " " + slot.role().name())
        .toList();
  }

  private static Arguments edit(
      String what, int shot, UnaryOperator<Shot> edit, String... emptied) {
    return Arguments.of(what, shot, edit, List.of(emptied));
  }

  private static UnaryOperator<Shot> texts(String field) {
    return shot -> {
      var t = shot.texts();
      return with(
          shot,
          new ShotTexts(
              field.equals("description") ? "new" : t.description(),
              t.image(),
              field.equals("start") ? "new" : t.start(),
              field.equals("end") ? "new" : t.end(),
              field.equals("motion") ? "new" : t.motion(),
              t.negative(),
              field.equals("narration") ? "new" : t.narration(),
              field.equals("transition") ? "new" : t.transition()),
          shot.length());
    };
  }

  private static Shot longer(Shot shot) {
    return with(shot, shot.texts(), shot.length().plus(Duration.ofSeconds(1)));
  }

  private static Shot with(Shot shot, ShotTexts texts, Duration length) {
    return new Shot(
        shot.id(),
        shot.projectId(),
        shot.sceneId(),
        shot.position(),
        shot.start(),
        length,
        texts,
        shot.characterId(),
        shot.seed(),
        shot.family(),
        shot.alternate(),
        shot.version(),
        shot.extra());
  }
}
