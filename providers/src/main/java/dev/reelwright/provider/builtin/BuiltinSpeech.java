package dev.reelwright.provider.builtin;

import dev.reelwright.ledger.Money;
import dev.reelwright.media.voice.Spoken;
import dev.reelwright.media.voice.VoiceFinder;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The built-in voice: espeak-ng where it is installed, else FreeTTS for English. Free, works
/// offline, delivers at once. Thread-safe.
public final class BuiltinSpeech implements SpeechSynthesizer {
  private static final Logger log = LoggerFactory.getLogger(BuiltinSpeech.class);
  private static final Capabilities CAPABILITIES =
      new Capabilities("builtin", "voice", "local-light", true, true);

  private final VoiceFinder voices;

  public BuiltinSpeech(VoiceFinder voices) {
    this.voices = voices;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean speaks(String language) {
    try {
      return voices.choose(language) instanceof VoiceFinder.Choice.Found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Quote quote(SpeechRequest request) {
    return new Quote.Priced(Money.zero(Money.USD));
  }

  /// The result's params hold `words`, `voice` and `lengthMillis`.
  @Override
  public SubmitResult<MediaResult> submit(SpeechRequest request, Call call)
      throws InterruptedException {
    if (request.text().codePoints().noneMatch(Character::isLetterOrDigit)) {
      return new SubmitResult.Rejected<>(
          RejectionReason.INVALID_REQUEST, "the narration holds nothing that can be spoken");
    }
    return switch (voices.choose(request.language())) {
      case VoiceFinder.Choice.Missing(String why) ->
          new SubmitResult.Rejected<>(RejectionReason.UNAVAILABLE, why);
      case VoiceFinder.Choice.Found(var voice) -> {
        Path wav = call.scratch().resolve("narration.wav");
        call.progress().progressed(0, "speaking");
        try {
          Spoken spoken =
              voice.speak(request.text(), request.fitMillis(), wav, call.cancel()::isCancelled);
          call.progress().progressed(1, "spoken");
          yield new SubmitResult.Delivered<>(
              new MediaResult(wav, params(voice.name(), spoken)), Money.zero(Money.USD));
        } catch (IOException e) {
          log.warn("attempt={} voice={} speaking failed", call.attempt(), voice.name(), e);
          yield new SubmitResult.Rejected<>(
              RejectionReason.PROVIDER_FAILURE,
              "speaking with %s failed: %s".formatted(voice.name(), e.getMessage()));
        }
      }
    };
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob job, Call call) {
    return BuiltinJobs.unknown(job);
  }

  private static Map<String, Object> params(String voice, Spoken spoken) {
    List<Map<String, Object>> words =
        spoken.words().stream()
            .map(
                word ->
                    Map.<String, Object>of(
                        "text", word.text(),
                        "startMillis", word.startMillis(),
                        "endMillis", word.endMillis()))
            .toList();
    return Map.of("voice", voice, "lengthMillis", spoken.lengthMillis(), "words", words);
  }
}
