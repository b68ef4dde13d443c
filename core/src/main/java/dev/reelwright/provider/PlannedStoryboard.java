package dev.reelwright.provider;

import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A plan as the scenes and shots of a project: numbered, timed, with ids of their own.
public record PlannedStoryboard(List<Scene> scenes, List<Shot> shots) {
  public PlannedStoryboard {
    scenes = List.copyOf(scenes);
    shots = List.copyOf(shots);
  }

  /// @param place position of the first scene
  /// @param room most shots to take over; the rest of the plan is cut
  public static PlannedStoryboard of(StoryboardPlan plan, ProjectId project, int place, int room) {
    var scenes = new ArrayList<Scene>();
    var shots = new ArrayList<Shot>();
    for (var planned : plan.scenes()) {
      if (shots.size() >= room) {
        break;
      }
      var scene = SceneId.fresh();
      scenes.add(
          new Scene(
              scene,
              project,
              place + scenes.size(),
              planned.name(),
              planned.description(),
              scene,
              0,
              0,
              Map.of()));
      shots.addAll(
          shots(
              project,
              scene,
              planned.shots().subList(0, Math.min(planned.shots().size(), room - shots.size()))));
    }
    return new PlannedStoryboard(scenes, shots);
  }

  private static List<Shot> shots(
      ProjectId project, SceneId scene, List<StoryboardPlan.PlannedShot> planned) {
    var shots = new ArrayList<Shot>();
    var start = Duration.ZERO;
    for (var each : planned) {
      var id = ShotId.fresh();
      shots.add(
          new Shot(
              id,
              project,
              scene,
              shots.size(),
              start,
              each.length(),
              each.texts(),
              null,
              each.seed(),
              id,
              0,
              0,
              new HashMap<>(each.extra())));
      start = start.plus(each.length());
    }
    return shots;
  }
}
