package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.provider.StoryboardRequest;
import java.util.List;
import java.util.Locale;

/// What a text model is told about a storyboard, and the shape its answer must have.
final class StoryboardWords {
  private static final int FEWEST_WHEN_FREE = 3;
  private static final int MOST_WHEN_FREE = 8;

  private final ObjectMapper json = new ObjectMapper();

  /// The film itself: the user's own words and nothing else.
  static String story(StoryboardRequest request) {
    var script = request.brief().script();
    var prompt = request.brief().prompt();
    return script == null || script.isBlank()
        ? prompt
        : prompt.isBlank() ? script : prompt + "\n\nScript, word for word:\n" + script;
  }

  static String instructions(StoryboardRequest request) {
    var format = request.settings().format();
    var aspect = Shapes.name(format);
    var upright = format.heightPixels() > format.widthPixels();
    var words = new StringBuilder();
    words
        .append("You are a film director. Turn the user's text into a storyboard of ")
        .append(count(request))
        .append(" scenes, told in order, each one continuous take");
    if (request.settings().shotLength() != null) {
      words.append(" of %d seconds".formatted(request.settings().shotLength().toSeconds()));
    }
    words
        .append(".\nThe look is ")
        .append(style(request.brief().style()))
        .append(" throughout; it is not yours to change.\n")
        .append("The picture is ")
        .append(aspect)
        .append(
            upright
                ? ": compose upright, subjects stacked from near to far.\n"
                : ": compose wide, with room at both sides of the subject.\n")
        .append(
            """
            Give every character one description of body and one of clothing, and repeat both word for word in each prompt that shows them.
            Every name, number and special term of the text must be seen somewhere: as a thing, a place, a sign or an act.
            start_frame_prompt and end_frame_prompt each describe one still picture. Begin with the medium (a photograph, a watercolour …), then subject, pose, place, light, camera, style and colours. A scene's end must differ visibly from its start, and lead to the start of the next scene, which opens on that very picture.
            video_motion_prompt says only what moves and how the camera moves.
            transition_notes say how the scene leads to the next one.
            key_details lists three to six things that must be seen.
            """);
    if (isNarrated(request)) {
      words
          .append("language is the BCP 47 tag of the narration. ")
          .append("narration is what a voice says over the scene, short enough to be spoken in it")
          .append(
              request.brief().script() == null ? ".\n" : "; take it from the script unchanged.\n");
    }
    if (!request.existing().isEmpty()) {
      words.append(sofar(request));
    }
    return words.toString();
  }

  ObjectNode schema(StoryboardRequest request) {
    var scene = json.createObjectNode();
    scene.set("scene_index", type("INTEGER"));
    for (var name :
        List.of(
            "scene_description",
            "start_frame_prompt",
            "end_frame_prompt",
            "video_motion_prompt",
            "transition_notes")) {
      scene.set(name, type("STRING"));
    }
    scene.set("key_details", list(type("STRING")));
    if (isNarrated(request)) {
      scene.set("narration", type("STRING"));
    }
    var root = json.createObjectNode();
    if (request.existing().isEmpty()) {
      root.set("style_guide", object(texts("visual_style", "color_palette", "camera_style")));
      root.set(
          "characters",
          list(object(texts("name", "physical_description", "clothing_description"))));
    }
    if (isNarrated(request)) {
      root.set("language", type("STRING"));
    }
    root.set("scenes", list(object(scene)));
    return object(root);
  }

  /// A style's name as people write it: `3d_render` is `3d render`.
  static String style(String name) {
    return name.replace('_', ' ').strip();
  }

  private static String count(StoryboardRequest request) {
    int missing = request.missing();
    if (missing > 0) {
      return "exactly " + missing;
    }
    var length = request.settings().length();
    var each = request.settings().shotLength();
    if (length != null) {
      long seconds = each == null ? 6 : Math.max(1, each.toSeconds());
      return "exactly " + Math.max(1, Math.ceilDiv(length.toSeconds(), seconds));
    }
    return "%d to %d".formatted(FEWEST_WHEN_FREE, MOST_WHEN_FREE);
  }

  private static String sofar(StoryboardRequest request) {
    var words = new StringBuilder();
    int first = request.existing().size();
    words
        .append("The film has %d scenes already, listed below. ".formatted(first))
        .append("Write only the scenes that follow; their scene_index values start at ")
        .append(first)
        .append(".\n");
    var look = request.existing().getFirst().extra();
    for (var name : List.of(GeminiStoryboarder.STYLE_GUIDE, GeminiStoryboarder.CHARACTERS)) {
      if (look.containsKey(name)) {
        words.append(style(name)).append(": ").append(look.get(name)).append('\n');
      }
    }
    for (int index = 0; index < first; index++) {
      var texts = request.existing().get(index).texts();
      words.append("Scene %d: %s Ends on: %s\n".formatted(index, texts.description(), texts.end()));
    }
    return words.toString();
  }

  static boolean isNarrated(StoryboardRequest request) {
    return request.settings().voice() || request.settings().captions();
  }

  private ObjectNode texts(String... names) {
    var members = json.createObjectNode();
    for (var name : names) {
      members.set(name, type("STRING"));
    }
    return members;
  }

  private ObjectNode type(String name) {
    return json.createObjectNode().put("type", name.toUpperCase(Locale.ROOT));
  }

  private ObjectNode list(JsonNode items) {
    return type("ARRAY").set("items", items);
  }

  /// All members are required, and come in the order they are listed.
  private ObjectNode object(ObjectNode members) {
    var object = type("OBJECT");
    object.set("properties", members);
    var required = object.putArray("required");
    var order = object.putArray("propertyOrdering");
    members
        .fieldNames()
        .forEachRemaining(
            name -> {
              required.add(name);
              order.add(name);
            });
    return object;
  }
}
