package dev.reelwright.provider.google;

import dev.reelwright.provider.VideoRequest;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

/// What a video model is told.
final class ClipWords {
  private static final String NEVER =
      "text overlays, captions, logos, watermark, blur, flicker, deformed hands, deformed faces";
  private static final Set<String> PHOTOGRAPHIC =
      Set.of("cinematic", "photorealistic", "documentary", "realistic");
  private static final Set<String> DRAWN =
      Set.of("anime", "watercolor", "3d render", "pixel art", "cartoon", "comic", "claymation");

  private ClipWords() {}

  /// The motion comes first, word for word, so that a text set before it leads the whole.
  static String prompt(VideoRequest request) {
    var lines = new ArrayList<String>();
    lines.add(request.motion().isBlank() ? request.scene() : request.motion());
    if (request.firstFrame() != null) {
      lines.add(
          "Keep people, clothing, place, light, colours and medium exactly as the given frames show"
              + " them.");
    }
    lines.add("Style: " + StoryboardWords.style(request.style()) + ".");
    return String.join("\n", lines);
  }

  /// What must not be seen; a look is ruled out only where the style asks for another one.
  static String negative(VideoRequest request) {
    var words = new ArrayList<String>();
    words.add(NEVER);
    var style = StoryboardWords.style(request.style()).toLowerCase(Locale.ROOT);
    if (DRAWN.contains(style)) {
      words.add("photograph, live action");
    } else if (PHOTOGRAPHIC.contains(style)) {
      words.add("cartoon, drawing");
    }
    if (!request.negative().isBlank()) {
      words.add(request.negative());
    }
    return String.join(", ", words);
  }
}
