package dev.reelwright.engine;

import dev.reelwright.project.Project;
import dev.reelwright.recipe.ProjectView;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A project in memory. One thread at a time works with it.
final class Film implements ProjectView {
  private final Project project;
  private final List<Scene> scenes;
  private final List<Shot> shots;
  private final Map<ShotId, Integer> numbers = new HashMap<>();
  private final Map<SlotKey, Take> takes = new HashMap<>();
  private final Map<SlotKey, Integer> generations;
  private final boolean canSpeak;
  private Set<ShotId> lost = Set.of();

  Film(
      Project project,
      List<Scene> scenes,
      List<Shot> shots,
      List<Take> selected,
      Map<SlotKey, Integer> generations,
      boolean canSpeak) {
    this.project = project;
    this.scenes = List.copyOf(scenes);
    this.shots = List.copyOf(shots);
    this.generations = Map.copyOf(generations);
    this.canSpeak = canSpeak;
    for (var shot : this.shots) {
      numbers.put(shot.id(), numbers.size() + 1);
    }
    selected.forEach(this::select);
  }

  /// Notes that a take was selected since.
  void select(Take take) {
    takes.put(take.slot().key(), take);
  }

  /// Notes which clips the present run could not have made.
  void lose(Set<ShotId> shots) {
    lost = Set.copyOf(shots);
  }

  Set<ShotId> shotsWithoutClip() {
    return shots.stream()
        .map(Shot::id)
        .filter(shot -> take(shot, SlotRole.CLIP).isEmpty())
        .collect(java.util.stream.Collectors.toSet());
  }

  /// Whether nothing is left that could be shown.
  boolean isAllLost() {
    return !shots.isEmpty() && shots.stream().allMatch(shot -> isLost(shot.id()));
  }

  /// 1-based place of a shot, 0 when it is none of this film.
  int number(ShotId shot) {
    return numbers.getOrDefault(shot, 0);
  }

  Shot shot(ShotId id) {
    var number = number(id);
    if (number == 0) {
      throw new IllegalStateException("shot " + id + " is no longer part of the film");
    }
    return shots.get(number - 1);
  }

  @Override
  public Project project() {
    return project;
  }

  @Override
  public List<Scene> scenes() {
    return scenes;
  }

  @Override
  public List<Shot> shots() {
    return shots;
  }

  @Override
  public Optional<Take> take(ShotId shot, SlotRole role) {
    return Optional.ofNullable(takes.get(new SlotKey(shot.value(), role, 0)));
  }

  @Override
  public Optional<Take> take(SlotRole role) {
    return Optional.ofNullable(takes.get(new SlotKey(project.id().value(), role, 0)));
  }

  @Override
  public int generation(ShotId shot, SlotRole role) {
    return generations.getOrDefault(new SlotKey(shot.value(), role, 0), 0);
  }

  @Override
  public int generation(SlotRole role) {
    return generations.getOrDefault(new SlotKey(project.id().value(), role, 0), 0);
  }

  @Override
  public boolean isLost(ShotId shot) {
    return lost.contains(shot) && take(shot, SlotRole.CLIP).isEmpty();
  }

  @Override
  public boolean canSpeak() {
    return canSpeak;
  }
}
