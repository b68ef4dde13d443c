package dev.reelwright.media.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.sound.Sound;
import dev.reelwright.media.sound.Speech;
import dev.reelwright.media.voice.Spoken;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortCuesTest {
  @Test
  void fourWordsACueTheFirstTwoOnALineOfTheirOwn() {
    var cues = ShortCues.of("One two three four five six seven.", Speech.throughout(7_000));

    assertThat(cues)
        .extracting(Cue::lines)
        .containsExactly(List.of("One two", "three four"), List.of("five six", "seven."));
    assertThat(cues.getFirst().startMillis()).isZero();
    assertThat(cues.getLast().endMillis()).isEqualTo(7_000);
  }

  @Test
  void twoWordsStandOnOneLine() {
    assertThat(ShortCues.of("Hello there.", Speech.throughout(2_000)))
        .extracting(Cue::lines)
        .containsExactly(List.of("Hello there."));
  }

  @Test
  void aCueThatWouldFlashByTakesMoreWords() {
    var cues = ShortCues.of("a b c d e f g h i j", Speech.throughout(1_000));

    assertThat(cues.getFirst().lengthMillis()).isGreaterThanOrEqualTo(600);
    assertThat(String.join(" ", cues.getFirst().lines()).split(" ").length).isGreaterThan(4);
  }

  @Test
  void noCueCrossesTheEndOfASentence() {
    var cues = ShortCues.of("One two three. Four five.", Speech.throughout(5_000));

    assertThat(cues)
        .extracting(Cue::lines)
        .containsExactly(List.of("One two", "three."), List.of("Four five."));
  }

  @Test
  void quotesAndStrayPunctuationGo() {
    var cues =
        ShortCues.of(
            "\u201cStop,\u201d he said, \"now; or\" never: ever!", Speech.throughout(6_000));

    assertThat(cues)
        .extracting(Cue::lines)
        .containsExactly(List.of("Stop, he", "said, now"), List.of("or never", "ever!"));
  }

  @Test
  void wordsAreSpokenOutsideOfPauses() {
    var speech =
        new Speech(List.of(new Speech.Stretch(500, 1_500), new Speech.Stretch(4_000, 5_000)));

    var cues = ShortCues.of("Aaaa bbbb. Cccc dddd.", speech);

    assertThat(cues).hasSize(2);
    assertThat(cues.getFirst().startMillis()).isEqualTo(500);
    assertThat(cues.getFirst().endMillis()).isEqualTo(1_500);
    assertThat(cues.getLast().startMillis()).isEqualTo(4_000);
    assertThat(cues.getLast().endMillis()).isEqualTo(5_000);
  }

  @Test
  void knownWordTimesCount() {
    var words = List.of(new Spoken.Word("Hello", 200, 700), new Spoken.Word("there", 1_200, 1_900));

    var cues = ShortCues.of("Hello there.", words, 1_900);

    assertThat(cues.getFirst().startMillis()).isEqualTo(200);
    assertThat(cues.getFirst().endMillis()).isEqualTo(1_900);
  }

  @Test
  void timesNeverRoundUpToAThousand() {
    var srt =
        SubtitleFiles.srt(ShortCues.of("One two three four five.", Speech.throughout(59_999)));

    assertThat(srt).doesNotContain(",1000").contains("00:00:59,999");
  }

  @Test
  void nothingToSayIsNoCue() {
    assertThat(ShortCues.of(" \n ", Speech.throughout(1_000))).isEmpty();
    assertThat(ShortCues.of("Hello", Speech.throughout(0))).isEmpty();
    assertThat(ShortCues.of("... \u2014 !", Speech.throughout(1_000))).hasSizeLessThan(2);
  }

  @Test
  void aVoiceIsHeardBetweenItsPauses() {
    var rate = 8_000;
    var samples = new float[rate * 3];
    for (int i = 0; i < samples.length; i++) {
      var isSpoken = (i >= rate / 2 && i < rate) || i >= 2 * rate;
      samples[i] = isSpoken ? (float) (0.4 * Math.sin(i * 0.3)) : 0.0001f;
    }

    var speech = Speech.in(Sound.of(samples, rate));

    assertThat(speech.stretches())
        .containsExactly(new Speech.Stretch(500, 1_000), new Speech.Stretch(2_000, 3_000));
  }
}
