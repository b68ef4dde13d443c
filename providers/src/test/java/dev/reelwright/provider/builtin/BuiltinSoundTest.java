package dev.reelwright.provider.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.Money;
import dev.reelwright.media.sound.WavReader;
import dev.reelwright.media.voice.VoiceFinder;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.MusicRequest;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProgressListener;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.SubmitResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinSoundTest {
  @TempDir Path scratch;

  private final BuiltinSpeech speech = new BuiltinSpeech(new VoiceFinder(""));
  private final BuiltinMusic music = new BuiltinMusic();

  @Test
  void speaksAndSaysWhenEachWordIsSpoken() throws Exception {
    var result = delivered(speech.submit(new SpeechRequest("The lamp flares.", "en", 0), call()));

    assertThat(result.params()).containsEntry("voice", "FreeTTS (kevin16, basic)");
    assertThat(result.params().get("words"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .extracting(word -> word.get("text"))
        .isEqualTo(List.of("The", "lamp", "flares"));
    assertThat(WavReader.readMono(result.file()).lengthMillis())
        .isBetween((long) result.params().get("lengthMillis") - 1, 5_000L);
  }

  @Test
  void saysNoAndWhatToDoWhenThereIsNoVoiceForTheLanguage() throws Exception {
    assertThat(speech.speaks("zh")).isFalse();
    assertThat(speech.speaks("en-GB")).isTrue();
    assertThat(speech.submit(new SpeechRequest("灯塔", "zh", 0), call()))
        .isEqualTo(
            new SubmitResult.Rejected<MediaResult>(
                RejectionReason.UNAVAILABLE, "no voice for zh: install espeak-ng"));
  }

  @Test
  void refusesANarrationOfNothing() throws Exception {
    assertThat(speech.submit(new SpeechRequest(" … ", "en", 0), call()))
        .isInstanceOfSatisfying(
            SubmitResult.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.INVALID_REQUEST));
  }

  @Test
  void composesMusicOfTheRequestedLength() throws Exception {
    var result = delivered(music.submit(new MusicRequest("tense", 2_500, 9), call()));

    assertThat(WavReader.readMono(result.file()).lengthMillis()).isEqualTo(2_500);
    assertThat(music.quote(new MusicRequest("tense", 2_500, 9)))
        .isEqualTo(new Quote.Priced(Money.zero(Money.USD)));
  }

  @Test
  void knowsNoJobsBecauseItDeliversAtOnce() throws Exception {
    assertThat(music.poll(new ProviderJob("x"), call())).isInstanceOf(PollResult.Failed.class);
    assertThat(speech.poll(new ProviderJob("x"), call())).isInstanceOf(PollResult.Failed.class);
  }

  private Call call() {
    return new Call(AttemptId.fresh(), scratch, ProgressListener.SILENT, CancelSignal.NEVER);
  }

  private static MediaResult delivered(SubmitResult<MediaResult> result) {
    assertThat(result).isInstanceOf(SubmitResult.Delivered.class);
    return ((SubmitResult.Delivered<MediaResult>) result).result();
  }
}
