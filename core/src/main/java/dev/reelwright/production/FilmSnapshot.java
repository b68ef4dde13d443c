package dev.reelwright.production;

import dev.reelwright.project.Project;
import dev.reelwright.recipe.ProjectView;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A project as recipes see it, to be changed in thought: an edit is a second snapshot. Immutable.
///
/// @param shots in the order they are told, alternates left out
/// @param selected takes, by slot
/// @param generations of slots that acts have emptied
public record FilmSnapshot(
    Project project,
    List<Scene> scenes,
    List<Shot> shots,
    Map<SlotKey, Take> selected,
    Map<SlotKey, Integer> generations,
    boolean canSpeak)
    implements ProjectView {
  public FilmSnapshot {
    scenes = List.copyOf(scenes);
    shots = List.copyOf(shots);
    selected = Map.copyOf(selected);
    generations = Map.copyOf(generations);
  }

  /// From what the tables hold; alternates are left out here.
  public static FilmSnapshot of(
      Project project,
      List<Scene> scenes,
      List<Shot> shots,
      List<Take> selected,
      Map<SlotKey, Integer> generations,
      boolean canSpeak) {
    return new FilmSnapshot(
        project,
        scenes.stream().filter(scene -> scene.alternate() == 0).toList(),
        shots.stream().filter(shot -> shot.alternate() == 0).toList(),
        selected.stream().collect(Collectors.toMap(take -> take.slot().key(), Function.identity())),
        generations,
        canSpeak);
  }

  public FilmSnapshot with(Project changed) {
    return new FilmSnapshot(changed, scenes, shots, selected, generations, canSpeak);
  }

  /// With another storyboard; shots in the order they are told.
  public FilmSnapshot with(List<Scene> newScenes, List<Shot> newShots) {
    return new FilmSnapshot(project, newScenes, newShots, selected, generations, canSpeak);
  }

  /// With those slots empty.
  public FilmSnapshot without(Set<SlotKey> slots) {
    return new FilmSnapshot(
        project,
        scenes,
        shots,
        selected.entrySet().stream()
            .filter(entry -> !slots.contains(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        generations,
        canSpeak);
  }

  public Optional<Take> take(SlotKey slot) {
    return Optional.ofNullable(selected.get(slot));
  }

  @Override
  public Optional<Take> take(ShotId shot, SlotRole role) {
    return take(new SlotKey(shot.value(), role, 0));
  }

  @Override
  public Optional<Take> take(SlotRole role) {
    return take(new SlotKey(project.id().value(), role, 0));
  }

  @Override
  public int generation(ShotId shot, SlotRole role) {
    return generations.getOrDefault(new SlotKey(shot.value(), role, 0), 0);
  }

  @Override
  public int generation(SlotRole role) {
    return generations.getOrDefault(new SlotKey(project.id().value(), role, 0), 0);
  }
}
