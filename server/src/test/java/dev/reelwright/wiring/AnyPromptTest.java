package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.engine.RunState;
import dev.reelwright.project.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No prompt keeps a film from being made, and each is exactly as long as wished.
class AnyPromptTest {
  private static final Format TINY = new Format(128, 72, 12, 1);
  private static final List<String> PROMPTS =
      List.of(
          "🚀🌕👩‍🚀 🌊🐳",
          "في ليلة هادئة خرج القمر فوق الصحراء. שלום עולם!",
          "a\u0000b\u0007c \u202E backwards \u202C \uFEFF \uD83D end",
          "x".repeat(10_000),
          "The sea is wide. ".repeat(590),
          "Title: \"%s {0} ';,[in]\"\n1. Close-up: C:\\dir 'quoted' [x]=y;\n2. pan left\nThe End",
          "INT. KITCHEN - NIGHT\n\nANNA\nHello.\n\nCUT TO:\n\nEXT. SEA - DAY\n\nA whale.",
          "\n\n.\n?!\n",
          "नमस्ते दुनिया। 안녕하세요. こんにちは。");

  @TempDir private Path folder;

  @Test
  void everyPromptBecomesAFilmOfTheWishedLength() throws Exception {
    try (var workshop = Workshop.open(SmallFilms.settings(folder))) {
      for (int index = 0; index < PROMPTS.size(); index++) {
        var length = Duration.ofMillis(2000 + 250L * index);
        var order =
            new FilmOrder(
                PROMPTS.get(index), null, "pixel_art", TINY, length, index, true, true, true);

        var production = workshop.produce(workshop.order(order));
        var end = production.await(SmallFilms.LONGEST);

        assertThat(end.state()).as("prompt %d: %s", index, end.error()).isEqualTo(RunState.DONE);
        var film = production.film();
        var measured = MeasuredFilm.of(film.file(), workshop.tools());
        assertThat(measured.countedFrames())
            .as("prompt %d", index)
            .isEqualTo(length.toMillis() * 12 / 1000);
        assertThat(measured.videoSeconds()).isCloseTo(length.toMillis() / 1000.0, within(1 / 24.0));
        assertThat(measured.audioSeconds()).isCloseTo(measured.videoSeconds(), within(1 / 12.0));
        assertThat(measured.peak()).isLessThanOrEqualTo(-0.5);
        assertThat(measured.darkest()).isGreaterThan(17);
      }
    }
  }
}
