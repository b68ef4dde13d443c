package dev.reelwright.recipe;

import static dev.reelwright.recipe.FilmView.aFilm;
import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.END_FRAME;
import static dev.reelwright.take.SlotRole.MUSIC;
import static dev.reelwright.take.SlotRole.NARRATION;
import static dev.reelwright.take.SlotRole.START_FRAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PromptFilmRecipeTest {
  private final PromptFilmRecipe recipe = new PromptFilmRecipe();

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void asksForWhatIsMissing(String situation, FilmView film, List<String> expected) {
    assertThat(asked(film)).as(situation).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> asksForWhatIsMissing() {
    return Stream.of(
        arguments("a plan before anything", aFilm(), List.of("PLAN -1 CUT")),
        arguments(
            "the first frame, and every narration at once",
            aFilm().shots("one", "two"),
            List.of("FRAME 0 START_FRAME", "NARRATION 0 NARRATION", "NARRATION 1 NARRATION")),
        arguments(
            "no narration of a silent film",
            aFilm().silent().shots("one", "two"),
            List.of("FRAME 0 START_FRAME", "MUSIC -1 MUSIC")),
        arguments(
            "no narration that nobody here can speak",
            aFilm().withoutAVoiceHere().shots("one"),
            List.of("FRAME 0 START_FRAME", "MUSIC -1 MUSIC")),
        arguments(
            "no narration without a text",
            aFilm().withoutMusic().shots(" "),
            List.of("FRAME 0 START_FRAME")),
        arguments(
            "no narration of signs and emoji alone",
            aFilm().withoutMusic().shots("\uD83D\uDE00 \u2026 !!!", "7"),
            List.of("FRAME 0 START_FRAME", "NARRATION 1 NARRATION")),
        arguments(
            "the last frame from the first",
            aFilm().silent().withoutMusic().shots("", "").with(0, START_FRAME),
            List.of("FRAME 0 END_FRAME")),
        arguments(
            "the next shot begins on the last frame, while the clip is made",
            aFilm().silent().withoutMusic().shots("", "").with(0, START_FRAME, END_FRAME),
            List.of("CLIP 0 CLIP", "INHERIT_FRAME 1 START_FRAME")),
        arguments(
            "a clip waits for the narration that decides its length",
            aFilm().withoutMusic().shots("one").with(0, START_FRAME, END_FRAME),
            List.of("NARRATION 0 NARRATION")),
        arguments(
            "music once all narrations are known",
            aFilm().shots("one").with(0, START_FRAME, END_FRAME, NARRATION),
            List.of("CLIP 0 CLIP", "MUSIC -1 MUSIC")),
        arguments(
            "the cut waits for the music",
            aFilm().shots("one").with(0, START_FRAME, END_FRAME, NARRATION, CLIP),
            List.of("MUSIC -1 MUSIC")),
        arguments(
            "the cut when all is there",
            aFilm().shots("one").with(0, START_FRAME, END_FRAME, NARRATION, CLIP).with(MUSIC),
            List.of("CUT -1 CUT")),
        arguments(
            "nothing when the cut is there",
            aFilm()
                .shots("one")
                .with(0, START_FRAME, END_FRAME, NARRATION, CLIP)
                .with(MUSIC)
                .with(CUT),
            List.of()));
  }

  @Test
  void isCompleteWithTheCutAndEveryClipOnly() {
    var film = aFilm().silent().withoutMusic().shots("").with(0, START_FRAME, END_FRAME, CLIP);

    assertThat(recipe.isComplete(aFilm())).isFalse();
    assertThat(recipe.isComplete(film)).isFalse();
    assertThat(recipe.isComplete(film.with(CUT))).isTrue();
    assertThat(recipe.isComplete(film.emptied(0, CLIP))).isFalse();
  }

  @Test
  void ordersAnEmptiedSlotAgainUnderItsNewGeneration() {
    var film =
        aFilm()
            .silent()
            .withoutMusic()
            .shots("")
            .with(0, START_FRAME, END_FRAME, CLIP)
            .emptied(0, CLIP);

    assertThat(recipe.missing(film))
        .extracting(spec -> spec.slot().generation())
        .containsExactly(1);
  }

  @Test
  void givesAClipItsFramesAndItsNarrationInThatOrder() {
    var film = aFilm().withoutMusic().shots("one").with(0, START_FRAME, END_FRAME, NARRATION);
    var shot = film.shots().getFirst().id();

    var clip = recipe.missing(film).getFirst();

    assertThat(clip.inputs())
        .containsExactly(
            film.take(shot, START_FRAME).orElseThrow().id(),
            film.take(shot, END_FRAME).orElseThrow().id(),
            film.take(shot, NARRATION).orElseThrow().id());
  }

  @Test
  void putsTheFrontOfTheFilmFirst() {
    var film = aFilm().shots("one", "two", "three").with(0, START_FRAME, END_FRAME, NARRATION);

    var specs = recipe.missing(film);

    assertThat(specs)
        .filteredOn(spec -> film.indexOf(spec.slot()) == 0)
        .allSatisfy(
            first ->
                assertThat(specs)
                    .filteredOn(spec -> film.indexOf(spec.slot()) > 0)
                    .allSatisfy(
                        later -> assertThat(later.priority()).isGreaterThan(first.priority())));
  }

  @Test
  void looksAtEachShotAFixedNumberOfTimes() {
    var film = aFilm().shots(Collections.nCopies(10_000, "words").toArray(String[]::new));

    recipe.missing(film);

    assertThat(film.looks).isLessThan(10_000 * 10L);
  }

  private List<String> asked(FilmView film) {
    return recipe.missing(film).stream()
        .map(spec -> spec.kind() + " " + film.indexOf(spec.slot()) + " " + spec.slot().role())
        .toList();
  }
}
