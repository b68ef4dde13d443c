package dev.reelwright.storyboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What storyboarders answered, word for word, as a project keeps it. Functions of JSON texts.
public final class RawStoryboard {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCENES = "scenes";
  private static final String INDEX = "scene_index";

  private RawStoryboard() {}

  /// The first answer as it came; a later one joins its `scenes`, or stands in `more` when the two
  /// answers are not of one kind.
  public static String grown(@Nullable String before, String more) {
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

  /// The answer as another cut of the film has it: scenes that are kept, renumbered, with the texts
  /// that were edited. An answer that is not told one scene a shot stays as it is.
  ///
  /// @param shots that the film had
  /// @param kept places of the scenes that remain, in order
  /// @param edited new texts by member of a scene, by place before; members that a scene has not
  ///   are left out
  public static String retold(
      String before, int shots, List<Integer> kept, Map<Integer, Map<String, String>> edited) {
    try {
      if (!(JSON.readTree(before) instanceof ObjectNode whole)
          || !(whole.get(SCENES) instanceof ArrayNode scenes)
          || scenes.size() != shots) {
        return before;
      }
      var remaining = JSON.createArrayNode();
      for (var place : kept) {
        if (scenes.get(place) instanceof ObjectNode scene) {
          retell(scene, remaining.size(), edited.getOrDefault(place, Map.of()));
        }
        remaining.add(scenes.get(place));
      }
      whole.set(SCENES, remaining);
      return JSON.writeValueAsString(whole);
    } catch (JsonProcessingException _) {
      // It is kept for people to read; what is no JSON can only be kept as it is.
      return before;
    }
  }

  private static void retell(ObjectNode scene, int place, Map<String, String> texts) {
    if (scene.has(INDEX)) {
      scene.put(INDEX, place);
    }
    texts.forEach(
        (member, text) -> {
          if (scene.has(member)) {
            scene.put(member, text);
          }
        });
  }
}
