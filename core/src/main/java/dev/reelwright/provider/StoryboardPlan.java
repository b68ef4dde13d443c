package dev.reelwright.provider;

import dev.reelwright.storyboard.ShotTexts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A planned film, before it is stored: scenes with at least one shot each.
///
/// @param title a few words
/// @param language BCP 47 tag of the narration
/// @param raw the whole answer as JSON, kept as it came
public record StoryboardPlan(String title, String language, List<PlannedScene> scenes, String raw) {
  public StoryboardPlan {
    scenes = List.copyOf(scenes);
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException("a storyboard needs a scene");
    }
  }

  public record PlannedScene(String name, String description, List<PlannedShot> shots) {
    public PlannedScene {
      shots = List.copyOf(shots);
      if (shots.isEmpty()) {
        throw new IllegalArgumentException("a scene needs a shot: " + name);
      }
    }
  }

  /// @param seed 0..2^32-1
  /// @param extra what the planner wants its pictures to know, such as setting and mood; JSON
  ///   values only
  public record PlannedShot(
      Duration length, ShotTexts texts, long seed, Map<String, Object> extra) {
    public PlannedShot {
      extra = Map.copyOf(extra);
    }
  }
}
