package dev.reelwright.wiring;

import dev.reelwright.access.Secret;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.speech.SpeechService;
import dev.reelwright.provider.speech.SpeechStudio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which services speak: one that clones a voice, one that speaks as OpenAI's does.
///
/// @param services as far as they are set up
record VoiceSetup(List<SpeechService> services) {
  VoiceSetup {
    services = List.copyOf(services);
  }

  /// Reads `VOICE_URL` and `VOICE_KEY` of the one, `SPEECH_URL`, `SPEECH_KEY`, `SPEECH_MODEL` and
  /// `SPEECH_VOICE` of the other, all with the prefix `REELWRIGHT_`.
  static VoiceSetup bind(SettingValues values) throws Settings.WrongSetting {
    var services = new ArrayList<SpeechService>();
    var clone = values.text("VOICE_URL");
    if (clone != null) {
      services.add(
          SpeechService.cloned(
              OrchestrateSetup.address(values, "VOICE_URL", clone), key(values, "VOICE_KEY")));
    }
    var open = values.text("SPEECH_URL");
    if (open != null) {
      services.add(
          SpeechService.openAi(
              OrchestrateSetup.address(values, "SPEECH_URL", open),
              key(values, "SPEECH_KEY"),
              values.text("SPEECH_MODEL", "tts-1"),
              values.text("SPEECH_VOICE", "alloy"),
              price(values)));
    }
    return new VoiceSetup(services);
  }

  private static @Nullable BigDecimal price(SettingValues values) throws Settings.WrongSetting {
    var text = values.text("SPEECH_PRICE");
    if (text == null) {
      return null;
    }
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      throw new Settings.WrongSetting(
          values.nameOf("SPEECH_PRICE"), text, "US dollars for 1000 characters, such as 0.015");
    }
    return new BigDecimal(text);
  }

  private static @Nullable Secret key(SettingValues values, String name) {
    var text = values.text(name);
    return text == null ? null : new Secret(text);
  }

  /// The name of whoever speaks scripts, or null for the server's default.
  @Nullable String provider() {
    return services.isEmpty() ? null : services.getFirst().provider();
  }

  /// The studio with the services beside it.
  Studio beside(Studio others) {
    return services.isEmpty()
        ? others
        : new Studios(List.of(new SpeechStudio(services), others), List.<Provider>of());
  }
}
