package dev.reelwright.provider.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.provider.builtin.ScriptText.Sentence;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTextTest {
  @Test
  void aNumberedListIsItsShots() {
    List<Sentence> shots =
        ScriptText.sentences(
            "1. Wide shot: a lake at dawn. Birds sing.\n2) Close-up of a hand, slow push-in\n"
                + "Shot 3: A boat leaves.");

    assertThat(shots)
        .extracting(Sentence::text)
        .containsExactly("A lake at dawn. Birds sing.", "A hand", "A boat leaves.");
    assertThat(shots)
        .extracting(shot -> shot.directions().framing())
        .containsExactly("wide", "close", "");
    assertThat(shots)
        .extracting(shot -> shot.directions().camera())
        .containsExactly("", "push_in", "");
  }

  @Test
  void aListOnOneLineIsItsShotsToo() {
    assertThat(ScriptText.sentences("1. A fox. 2. A bear sleeps. 3. Night falls."))
        .extracting(Sentence::text)
        .containsExactly("A fox.", "A bear sleeps.", "Night falls.");
  }

  @Test
  void chineseShotsAreTakenByTheirWord() {
    List<Sentence> shots = ScriptText.sentences("镜头一：远景，大海。\n镜头二：特写，灯塔的光。");

    assertThat(shots).extracting(Sentence::text).containsExactly("大海。", "灯塔的光。");
    assertThat(shots)
        .extracting(shot -> shot.directions().framing())
        .containsExactly("wide", "close");
  }

  @Test
  void numbersInProseAreNoList() {
    assertThat(ScriptText.sentences("In 1492 three ships sailed. It cost 2.5 ducats. Nobody knew."))
        .extracting(Sentence::text)
        .containsExactly("In 1492 three ships sailed.", "It cost 2.5 ducats.", "Nobody knew.");
  }

  @Test
  void aScreenplayHasPlacesActionAndSpeechButNoTransitions() {
    List<Sentence> shots =
        ScriptText.sentences(
            """
            INT. KITCHEN - NIGHT

            Rain runs down the window.

            ANNA
            (quietly)
            Do you remember the sea?

            CUT TO:

            EXT. BEACH - DAY

            A dog runs.

            FADE OUT.
            """);

    assertThat(shots)
        .extracting(Sentence::text)
        .containsExactly("Rain runs down the window.", "Do you remember the sea?", "A dog runs.");
    assertThat(shots)
        .extracting(shot -> shot.directions().place())
        .containsExactly("INT. KITCHEN - NIGHT", "INT. KITCHEN - NIGHT", "EXT. BEACH - DAY");
    // What she speaks of is not seen.
    assertThat(shots.get(1).shown()).isEqualTo("Anna");
    assertThat(shots).extracting(Sentence::paragraph).containsExactly(0, 0, 1);
  }

  @Test
  void titlesAndEndsAreCardsThatNobodyReadsOut() {
    List<Sentence> shots =
        ScriptText.sentences("Title: The Last Train\nA man waits. End card: Buy now.\nThe End");

    assertThat(shots)
        .extracting(shot -> shot.directions().card())
        .containsExactly("The Last Train", "", "Buy now", "The End");
    assertThat(shots).extracting(Sentence::text).containsExactly("", "A man waits.", "", "");
  }

  @Test
  void aWishForTheCameraIsNotTold() {
    List<Sentence> shots =
        ScriptText.sentences(
            "A lighthouse on a stormy night, waves crashing, slow push-in. Pan left.");

    assertThat(shots)
        .extracting(Sentence::text)
        .containsExactly("A lighthouse on a stormy night, waves crashing.");
    assertThat(shots.getFirst().directions().camera()).isEqualTo("pan_left");
  }

  @Test
  void emojiAreCutWhereTheyAreApart() {
    assertThat(ScriptText.sentences("🚀🌕 🌊🐳"))
        .extracting(Sentence::shown)
        .containsExactly("🚀🌕", "🌊🐳");
  }
}
