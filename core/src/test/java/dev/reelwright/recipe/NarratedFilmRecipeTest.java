package dev.reelwright.recipe;

import static dev.reelwright.recipe.FilmView.aFilm;
import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.IMAGE;
import static dev.reelwright.take.SlotRole.NARRATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NarratedFilmRecipeTest {
  private final NarratedFilmRecipe recipe = new NarratedFilmRecipe();

  @Test
  void oneThingAfterTheOther() {
    var film = aFilm().narrated("Hello.", true).pictures("a", "b");

    assertThat(asked(film)).containsExactly("NARRATION 0 NARRATION");
    film.with(0, NARRATION);
    assertThat(asked(film)).containsExactly("FRAME 0 IMAGE");
    film.with(0, IMAGE);
    assertThat(asked(film)).containsExactly("FRAME 1 IMAGE");
    film.with(1, IMAGE);
    assertThat(asked(film)).containsExactly("CLIP 0 CLIP");
    film.with(0, CLIP);
    assertThat(asked(film)).containsExactly("CLIP 1 CLIP");
    film.with(1, CLIP);
    assertThat(asked(film)).containsExactly("CUT -1 CUT");
    assertThat(recipe.isComplete(film)).isFalse();
    film.with(CUT);
    assertThat(recipe.isComplete(film)).isTrue();
  }

  @Test
  void aClipMovesAPictureSoWithoutOneThereIsNone() {
    assertThat(asked(aFilm().silent().narrated("Hello.", true).pictures(""))).isEmpty();
    assertThat(asked(aFilm().silent().narrated("Hello.", false).pictures("a"))).isEmpty();
  }

  @Test
  void picturesThatDoNotMoveMakeNoFilm() {
    var film = aFilm().silent().narrated("Hello.", true).stills("a");

    assertThat(asked(film)).containsExactly("FRAME 0 IMAGE");
    film.with(0, IMAGE);
    assertThat(recipe.isComplete(film)).isTrue();
  }

  @Test
  void nothingIsSpokenOfNothing() {
    assertThat(asked(aFilm().narrated(" \u2026 ", true).stills("a")))
        .containsExactly("FRAME 0 IMAGE");
    assertThat(recipe.isComplete(aFilm().narrated("Hello.", true))).isTrue();
  }

  private List<String> asked(FilmView film) {
    return recipe.missing(film).stream()
        .map(
            spec ->
                "%s %d %s".formatted(spec.kind(), film.indexOf(spec.slot()), spec.slot().role()))
        .toList();
  }
}
