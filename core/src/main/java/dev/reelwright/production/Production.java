package dev.reelwright.production;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.engine.StepId;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.project.Project;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project with everything a surface shows of it, read at one moment. Immutable.
///
/// @param scenes by position
/// @param shots in the order they are told, alternates included
/// @param takes all of them, selected or not, oldest first
/// @param assets of the takes
/// @param emptied the slots that an act has emptied, each with its present generation
/// @param runs oldest first
/// @param steps oldest first
/// @param calls oldest first
/// @param aliases other names of the project and its parts
/// @param stamps of scenes and shots, by id
public record Production(
    Project project,
    List<Scene> scenes,
    List<Shot> shots,
    List<Take> takes,
    Map<AssetId, Asset> assets,
    List<Slot> emptied,
    List<RunFacts> runs,
    List<StepFacts> steps,
    List<CallFacts> calls,
    List<AliasRow> aliases,
    Map<String, Stamps> stamps) {
  public Production {
    scenes = List.copyOf(scenes);
    shots = List.copyOf(shots);
    takes = List.copyOf(takes);
    assets = Map.copyOf(assets);
    emptied = List.copyOf(emptied);
    runs = List.copyOf(runs);
    steps = List.copyOf(steps);
    calls = List.copyOf(calls);
    aliases = List.copyOf(aliases);
    stamps = Map.copyOf(stamps);
  }

  /// When a scene or shot was made and changed; the project's own times for a row without any.
  public Stamps stamps(String id) {
    var found = stamps.get(id);
    return found == null ? new Stamps(project.createdAt(), project.updatedAt()) : found;
  }

  public Optional<RunFacts> newestRun() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  /// All takes of one role of a shot, oldest first.
  public List<Take> takes(ShotId shot, SlotRole role) {
    return takes.stream()
        .filter(take -> take.slot().role() == role && shot.equals(take.slot().shotId()))
        .toList();
  }

  /// The selected take of a shot's slot, candidate 0.
  public Optional<Take> selected(ShotId shot, SlotRole role) {
    return selected(shot, role, 0);
  }

  public Optional<Take> selected(ShotId shot, SlotRole role, int candidate) {
    return takes(shot, role).stream()
        .filter(take -> take.selected() && take.slot().candidate() == candidate)
        .findFirst();
  }

  /// The selected takes of a role of the project itself, by candidate.
  public List<Take> selected(SlotRole role) {
    return takes.stream()
        .filter(take -> take.selected() && take.slot().role() == role)
        .sorted((a, b) -> Integer.compare(a.slot().candidate(), b.slot().candidate()))
        .toList();
  }

  /// @throws IllegalStateException when the take's asset was not read along with it
  public Asset asset(Take take) {
    var asset = assets.get(take.assetId());
    if (asset == null) {
      throw new IllegalStateException(
          "take %s of project %s came without its asset %s"
              .formatted(take.id(), project.id(), take.assetId()));
    }
    return asset;
  }

  /// The newest step of a shot's slot, candidate 0, unless an act has emptied the slot since.
  public Optional<StepFacts> newestStep(ShotId shot, SlotRole role) {
    return steps.stream()
        .filter(step -> step.slot().role() == role && shot.equals(step.slot().shotId()))
        .filter(step -> step.slot().candidate() == 0)
        .filter(step -> step.slot().generation() == generation(step.slot()))
        .reduce((_, later) -> later);
  }

  /// The name a surface uses for one of our ids.
  public Optional<String> alias(String surface, String kind, String entityId) {
    return aliases.stream()
        .filter(row -> row.surface().equals(surface) && row.kind().equals(kind))
        .filter(row -> row.entityId().equals(entityId))
        .map(AliasRow::externalId)
        .findFirst();
  }

  /// Whether any step of a run was taken up yet; before that it queues.
  public boolean isTakenUp(RunFacts run) {
    return steps.stream()
        .anyMatch(step -> step.run().equals(run.id()) && step.status() != StepStatus.READY);
  }

  public boolean isInFlight(StepKind kind) {
    return steps.stream().anyMatch(step -> step.kind() == kind && step.isInFlight());
  }

  /// The tries of a step, oldest first.
  public List<CallFacts> calls(StepId step) {
    return calls.stream().filter(call -> call.step().equals(step)).toList();
  }

  private int generation(Slot slot) {
    return emptied.stream()
        .filter(row -> row.subjectId().equals(slot.subjectId()))
        .filter(row -> row.role() == slot.role() && row.candidate() == slot.candidate())
        .mapToInt(Slot::generation)
        .findFirst()
        .orElse(0);
  }
}
