package dev.reelwright.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// What storyboarders answered, word for word, as a project keeps it.
final class RawStoryboard {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCENES = "scenes";

  private RawStoryboard() {}

  /// The first answer as it came; a later one joins its `scenes`, or stands in `more` when the two
  /// answers are not of one kind.
  static String grown(@Nullable String before, String more) {
    if (before == null) {
      return more;
    }
    try {
      var whole = JSON.readTree(before);
      var added = JSON.readTree(more);
      if (!(whole instanceof ObjectNode object)) {
        return before;
      }
      if (object.get(SCENES) instanceof ArrayNode scenes
          && added.get(SCENES) instanceof ArrayNode addedScenes) {
        addedScenes.forEach((JsonNode scene) -> scenes.add(scene));
      } else {
        object.withArrayProperty("more").add(added);
      }
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException _) {
      // It is kept for people to read; what is no JSON can only be kept as it is.
      return before;
    }
  }
}
