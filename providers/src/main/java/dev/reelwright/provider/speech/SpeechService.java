package dev.reelwright.provider.speech;

import dev.reelwright.access.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service that speaks.
///
/// @param provider its name in a choice of models, and that of its only model
/// @param endpoint where texts are posted to
/// @param key shown as a bearer token, or null
/// @param textMember name of the member that holds the text
/// @param members what else the body says
/// @param pricePerThousand US dollars for a thousand characters, or null: nobody has said
public record SpeechService(
    String provider,
    URI endpoint,
    @Nullable Secret key,
    String textMember,
    Map<String, String> members,
    @Nullable BigDecimal pricePerThousand) {
  private static final String PAID = "openai.com";

  public SpeechService {
    members = Map.copyOf(members);
  }

  /// A service of one's own that speaks in the one voice it knows: `{"text": …}`.
  ///
  /// @param base its address
  public static SpeechService cloned(URI base, @Nullable Secret key) {
    return new SpeechService(
        "voice-service",
        below(base, "/synthesize/clone_voice"),
        key,
        "text",
        Map.of(),
        BigDecimal.ZERO);
  }

  /// A service that speaks as OpenAI's does. Servers of one's own cost nothing.
  ///
  /// @param base its address, with or without `/v1`
  /// @param price see `pricePerThousand`
  public static SpeechService openAi(
      URI base, @Nullable Secret key, String model, String voice, @Nullable BigDecimal price) {
    var path = base.getPath() == null ? "" : base.getPath();
    var isPaid = String.valueOf(base.getHost()).endsWith(PAID);
    return new SpeechService(
        "speech",
        below(
            base,
            path.replaceAll("/+$", "").endsWith("/v1") ? "/audio/speech" : "/v1/audio/speech"),
        key,
        "input",
        Map.of("model", model, "voice", voice, "response_format", "mp3"),
        price == null && !isPaid ? BigDecimal.ZERO : price);
  }

  boolean isFree() {
    return pricePerThousand != null && pricePerThousand.signum() == 0;
  }

  private static URI below(URI base, String path) {
    return URI.create(base.toString().replaceAll("/+$", "") + path);
  }
}
