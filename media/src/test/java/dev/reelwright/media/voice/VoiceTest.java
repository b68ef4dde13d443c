package dev.reelwright.media.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.media.sound.Sound;
import dev.reelwright.media.sound.WavReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceTest {
  private static final Voice BUNDLED = bundled();

  @TempDir Path folder;

  @Test
  void theBundledVoiceSpeaksEnglishWithoutSilenceAtItsEnds() throws Exception {
    var spoken = speak("A lighthouse keeper climbs the stairs on a stormy night.", 0);
    var sound = sound();

    assertThat(sound.rateHz()).isEqualTo(48_000);
    assertThat(sound.lengthMillis()).isCloseTo(spoken.lengthMillis(), within(2L));
    assertThat(spoken.lengthMillis()).isBetween(2_000L, 5_000L);
    assertThat(sound.peak()).isBetween(0.2, 0.709);
    assertThat(sound.rms()).isBetween(0.04, 0.11);
    assertThat(sound.part(0, 4_800).rms()).isGreaterThan(0.005);
    assertThat(sound.part(sound.length() - 4_800, sound.length()).rms()).isGreaterThan(0.003);
  }

  @Test
  void wordTimesFollowTheTextAndTheSound() throws Exception {
    var spoken = speak("Dr. Smith paid $12, wow! Then the O'Neil family left — quickly.", 0);

    assertThat(spoken.words())
        .extracting(Spoken.Word::text)
        .containsExactly(
            "Dr", "Smith", "paid", "$12", "wow", "Then", "the", "O'Neil", "family", "left",
            "quickly");
    long previous = 0;
    for (var word : spoken.words()) {
      assertThat(word.startMillis()).isGreaterThanOrEqualTo(previous);
      assertThat(word.endMillis()).isGreaterThan(word.startMillis());
      previous = word.endMillis();
    }
    assertThat(previous).isBetween(spoken.lengthMillis() - 400, spoken.lengthMillis());
  }

  @Test
  void speaksFasterToFit() throws Exception {
    long natural =
        speak("The lamp flares and the ship turns away from the rocks.", 0).lengthMillis();

    var fitted = speak("The lamp flares and the ship turns away from the rocks.", natural * 3 / 4);

    assertThat(fitted.lengthMillis()).isBetween(natural * 7 / 10, natural * 3 / 4);
    assertThat(fitted.words().getLast().endMillis()).isLessThanOrEqualTo(fitted.lengthMillis());
    assertThat(sound().rms()).isGreaterThan(0.04);
  }

  @Test
  void neverSpeaksMoreThanThatMuchFaster() throws Exception {
    long natural = speak("The lamp flares and the ship turns away.", 0).lengthMillis();

    var fitted = speak("The lamp flares and the ship turns away.", 200);

    assertThat(fitted.lengthMillis()).isCloseTo((long) (natural / 1.6), within(30L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "😀🎉", "…", "\uD83D", "\u0000\u0007", "你好", "[[foo]]", "!?!?"})
  void textsWithLittleOrNothingToSayAreNoError(String text) throws Exception {
    var spoken = speak(text, 0);

    assertThat(spoken.lengthMillis()).isGreaterThanOrEqualTo(100);
    assertThat(sound().lengthMillis()).isCloseTo(spoken.lengthMillis(), within(2L));
  }

  @Test
  void oddCharactersAreSpokenAround() throws Exception {
    var spoken = speak("Café “naïve” 😀 <b>bold</b> 3.5% of 1,234 & more… a/b_c #tag", 0);

    assertThat(spoken.lengthMillis()).isGreaterThan(2_000);
    assertThat(sound().rms()).isGreaterThan(0.03);
  }

  @Test
  void threeThousandCharactersAreSpokenInOrder() throws Exception {
    String text = "The keeper climbs the long stairs and looks out at the sea. ".repeat(50);

    var spoken = speak(text, 0);

    assertThat(spoken.words()).hasSize(600);
    assertThat(spoken.lengthMillis()).isBetween(100_000L, 300_000L);
  }

  @Test
  void aTextWithoutAnySpaceOrStopIsSpokenInPieces() throws Exception {
    assertThat(speak("abcdefghij".repeat(60), 0).lengthMillis()).isGreaterThan(1_000);
  }

  @Test
  void leavesNothingBehindButTheSound() throws Exception {
    speak("One. Two. Three.", 0);

    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("voice.wav"));
    }
  }

  @Test
  void stopsBetweenSentencesWhenCancelled() {
    assertThatThrownBy(() -> BUNDLED.speak("One. Two.", 0, folder.resolve("voice.wav"), () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void saysWhatToDoWhenThereIsNoVoice() throws Exception {
    var choice = new VoiceFinder("").choose("zh-CN");

    assertThat(choice)
        .isEqualTo(new VoiceFinder.Choice.Missing("no voice for zh-CN: install espeak-ng"));
  }

  @Test
  void sentencesBreakWhereSpeakersPauseAndNotAtAbbreviations() {
    assertThat(Sentences.of("Dr. Smith saw J. R. Brown. He ran!\nThen: rest.", Locale.US))
        .extracting(Sentences.Piece::text)
        .containsExactly("Dr. Smith saw J. R. Brown.", "He ran!", "Then: rest.");
    assertThat(Sentences.of("夜里风很大。灯塔亮了！", Locale.CHINA))
        .extracting(Sentences.Piece::text)
        .containsExactly("夜里风很大。", "灯塔亮了！");
  }

  private Spoken speak(String text, long fitMillis) throws IOException, InterruptedException {
    return BUNDLED.speak(text, fitMillis, folder.resolve("voice.wav"), () -> false);
  }

  private Sound sound() throws IOException {
    return WavReader.readMono(folder.resolve("voice.wav"));
  }

  private static Voice bundled() {
    return new Narrator("bundled", Locale.ENGLISH, new FreeTtsEngine()::speak);
  }

  @Test
  void wordsWithoutSpacesAreCountedByCharacter() {
    assertThat(Tokens.of("他有 3 只cats。", Locale.CHINA))
        .isEqualTo(List.of("他", "有", "3", "只", "cats"));
  }
}
