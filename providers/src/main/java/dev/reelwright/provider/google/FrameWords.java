package dev.reelwright.provider.google;

import dev.reelwright.provider.ImageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an image model is told. The prompt itself stands in it word for word.
final class FrameWords {
  private FrameWords() {}

  /// A picture out of nothing: the look, the people, then what is to be seen.
  static String free(ImageRequest request) {
    var lines = new ArrayList<String>();
    look(request, lines);
    lines.add(request.prompt());
    avoid(request, lines);
    return String.join("\n", lines);
  }

  /// A picture that follows from the one that comes with it.
  static String conditioned(ImageRequest request) {
    var lines = new ArrayList<String>();
    lines.add(
        "The picture that comes with this text is the first frame of a film shot of %s. Draw the shot's last frame:"
            .formatted(seconds(request.shotLengthMillis())));
    lines.add(request.prompt());
    lines.add(
        "It must differ visibly from the first frame: what was going to happen has happened.");
    lines.add(
        "Keep the same place, people, faces, clothing, light, colours, medium and style, and the"
            + " same shape of picture.");
    look(request, lines);
    avoid(request, lines);
    return String.join("\n", lines);
  }

  private static void look(ImageRequest request, List<String> lines) {
    lines.add("Style: " + StoryboardWords.style(request.style()) + ".");
    if (request.extra().get(GeminiStoryboarder.STYLE_GUIDE) instanceof Map<?, ?> guide) {
      add(lines, "Look: ", guide.get("visual_style"));
      add(lines, "Colours: ", guide.get("color_palette"));
      add(lines, "Camera: ", guide.get("camera_style"));
    }
    if (request.extra().get(GeminiStoryboarder.CHARACTERS) instanceof List<?> characters) {
      for (var each : characters) {
        if (each instanceof Map<?, ?> character) {
          lines.add(
              "Character %s: %s; wears %s."
                  .formatted(
                      character.get("name"),
                      character.get("physical_description"),
                      character.get("clothing_description")));
        }
      }
    }
  }

  private static void avoid(ImageRequest request, List<String> lines) {
    if (!request.negative().isBlank()) {
      lines.add("Do not show: " + request.negative() + ".");
    }
  }

  private static void add(List<String> lines, String label, @Nullable Object text) {
    if (text instanceof String words && !words.isBlank()) {
      lines.add(label + words);
    }
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " seconds" : millis / 1000.0 + " seconds";
  }
}
