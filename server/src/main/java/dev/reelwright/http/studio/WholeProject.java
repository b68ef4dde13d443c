package dev.reelwright.http.studio;

import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.studio.Wire.ProgressJson;
import dev.reelwright.http.studio.Wire.ProjectJson;
import dev.reelwright.http.studio.Wire.SceneJson;
import dev.reelwright.http.studio.Wire.ShotJson;
import dev.reelwright.http.studio.Wire.SlotJson;
import dev.reelwright.production.Production;
import dev.reelwright.production.StepFacts;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One project as a whole, in the words of the native API. One pass over its rows; used by one
/// thread.
final class WholeProject {
  private final Production production;
  private final Words words;
  private final Map<SlotKey, Take> selected = new HashMap<>();
  private final Map<SlotKey, StepFacts> steps = new HashMap<>();
  private final Map<String, List<Slot>> slots = new HashMap<>();
  private int needed;
  private int filled;

  /// @param needed every slot of the production
  WholeProject(Production production, List<StepSpec> needed, Words words) {
    this.production = production;
    this.words = words;
    var generations = new HashMap<SlotKey, Integer>();
    production.emptied().forEach(slot -> generations.put(slot.key(), slot.generation()));
    production.takes().stream()
        .filter(Take::selected)
        .forEach(take -> selected.put(take.slot().key(), take));
    for (var step : production.steps()) {
      // The newest one wins; what an act has overtaken says nothing about the slot of today.
      if (step.kind() != StepKind.PLAN
          && step.slot().generation() == generations.getOrDefault(step.slot().key(), 0)) {
        steps.put(step.slot().key(), step);
      }
    }
    var all = new LinkedHashMap<SlotKey, Slot>();
    needed.stream()
        .filter(spec -> spec.kind() != StepKind.PLAN)
        .forEach(
            spec -> {
              all.put(spec.slot().key(), spec.slot());
              this.needed++;
              filled += selected.containsKey(spec.slot().key()) ? 1 : 0;
            });
    selected.values().forEach(take -> all.putIfAbsent(take.slot().key(), take.slot()));
    all.values()
        .forEach(slot -> slots.computeIfAbsent(slot.subjectId(), _ -> new ArrayList<>()).add(slot));
  }

  ProjectJson json() {
    var project = production.project();
    var run = production.newestRun().orElse(null);
    var shots = new TreeMap<String, List<ShotJson>>();
    for (var shot : production.shots()) {
      shots.computeIfAbsent(shot.sceneId().value(), _ -> new ArrayList<>()).add(shot(shot));
    }
    var cut = selected.get(new SlotKey(project.id().value(), SlotRole.CUT, 0));
    return new ProjectJson(
        project.id().value(),
        project.title(),
        project.surface(),
        project.recipe(),
        Words.state(run),
        new ProgressJson(needed, filled),
        words.brief(project.brief()),
        words.settings(project.settings()),
        run == null ? null : words.run(run, project.id(), null),
        production.scenes().stream()
            .map(scene -> words.scene(scene, shots.getOrDefault(scene.id().value(), List.of())))
            .toList(),
        slots(project.id().value()),
        cut == null ? null : words.film(production.asset(cut)),
        project.forkedFrom() == null ? null : project.forkedFrom().value(),
        project.priority(),
        project.version(),
        project.createdAt(),
        project.updatedAt());
  }

  List<SceneJson> scenes() {
    return json().scenes();
  }

  SceneJson scene(SceneId id) {
    return scenes().stream().filter(each -> each.id().equals(id.value())).findFirst().orElseThrow();
  }

  ShotJson shot(Shot shot) {
    return words.shot(shot, slots(shot.id().value()));
  }

  private List<SlotJson> slots(String subject) {
    return slots.getOrDefault(subject, List.of()).stream().map(this::slot).toList();
  }

  private SlotJson slot(Slot slot) {
    var take = selected.get(slot.key());
    var step = steps.get(slot.key());
    return new SlotJson(
        StudioCalls.word(slot.role()),
        slot.candidate(),
        slot.generation(),
        take != null ? "filled" : step == null ? "empty" : state(step.status()),
        take == null ? null : words.take(take));
  }

  private static String state(StepStatus status) {
    return switch (status) {
      case READY, NEEDS_DECISION -> "waiting";
      case LEASED, SUBMITTED -> "working";
      case FAILED -> "failed";
      case DONE, CANCELLED -> "empty";
    };
  }
}
