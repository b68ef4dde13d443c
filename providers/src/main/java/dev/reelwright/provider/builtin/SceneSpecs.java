package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.animatic.SceneSpec;
import dev.reelwright.media.animatic.Staging;
import dev.reelwright.project.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Finds out what to draw for a shot: from what the storyboarder left in its extra members, else
/// from the words of the prompt. A shot's picture and its clip go the same way, so they match.
final class SceneSpecs {
  private final SceneReader reader;

  SceneSpecs(MotifLibrary motifs) {
    reader = new SceneReader(motifs);
  }

  SceneSpec of(
      String prompt,
      String style,
      Format format,
      long seed,
      long lengthMillis,
      Map<String, Object> extra) {
    SceneReader.Reading reading = reader.read(prompt);
    String setting = text(extra, "setting", reading.settingOr("field"));
    return new SceneSpec(
        style,
        setting,
        text(extra, "time", reading.find("time").orElse("day")),
        text(extra, "weather", reading.find("weather").orElse("clear")),
        text(extra, "camera", reading.find("camera").orElse("drift")),
        text(extra, "framing", "medium"),
        motifs(extra, reading),
        extra.get("world") instanceof Number world ? world.longValue() : setting.hashCode() + seed,
        seed,
        format.widthPixels(),
        format.heightPixels(),
        Math.max(1, lengthMillis),
        staging(extra, reading));
  }

  private static Staging staging(Map<String, Object> extra, SceneReader.Reading reading) {
    var relations = new ArrayList<Staging.Relation>();
    if (extra.get("relations") instanceof List<?> listed) {
      for (Object one : listed) {
        if (one instanceof List<?> triple && triple.size() == 3) {
          relations.add(
              new Staging.Relation(
                  Objects.toString(triple.get(0)),
                  Objects.toString(triple.get(1)),
                  Objects.toString(triple.get(2))));
        }
      }
    }
    return new Staging(
        text(extra, "action", reading.find("action").orElse("stand")),
        relations,
        text(extra, "card", ""));
  }

  private static String text(Map<String, Object> extra, String name, String otherwise) {
    return extra.get(name) instanceof String text ? text : otherwise;
  }

  private static List<String> motifs(Map<String, Object> extra, SceneReader.Reading reading) {
    if (extra.get("motifs") instanceof List<?> listed) {
      return listed.stream().map(Objects::toString).toList();
    }
    return reading.motifs();
  }
}
