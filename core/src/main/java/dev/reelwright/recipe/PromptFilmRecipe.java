package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.END_FRAME;
import static dev.reelwright.take.SlotRole.MUSIC;
import static dev.reelwright.take.SlotRole.NARRATION;
import static dev.reelwright.take.SlotRole.START_FRAME;

import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A film from a prompt: a plan; frames in a chain, each shot starting on the last frame of the one
/// before; narration beside them; a clip as soon as both its frames and the narration that decides
/// its length are there; music as long as the film; the cut. One pass over the shots.
public final class PromptFilmRecipe implements Recipe {
  public static final String NAME = "prompt-film";

  // Room for each kind of work of one shot, so that the front of the film goes first.
  private static final int STEPS_PER_SHOT = 4;

  @Override
  public String name() {
    return NAME;
  }

  /// 2: no more clips at once than a film allows.
  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<StepSpec> missing(ProjectView project) {
    if (project.shots().isEmpty()) {
      return List.of(plan(project));
    }
    var specs = new ArrayList<StepSpec>();
    var isShort = isPlannedShort(project);
    if (isShort) {
      specs.add(plan(project));
    }
    var clipsThere = !isShort && hasAClip(project);
    var lengthsKnown = true;
    var atOnce = project.project().settings().clipsAtOnce();
    // Those on their way are missing as well, so the first few missing ones are the ones at work.
    var clips = atOnce == null ? Integer.MAX_VALUE : atOnce;
    Shot previous = null;
    var priority = 0;
    for (var shot : project.shots()) {
      frames(project, previous, shot, priority).ifPresent(specs::add);
      var narrationComes = isNarrationDue(project, shot);
      if (narrationComes) {
        specs.add(ofShot(project, StepKind.NARRATION, shot, NARRATION, List.of(), priority));
        lengthsKnown = false;
      }
      if (project.take(shot.id(), CLIP).isEmpty() && !project.isLost(shot.id())) {
        clipsThere = false;
        if (!narrationComes && clips-- > 0) {
          clip(project, shot, priority + 2).ifPresent(specs::add);
        }
      }
      previous = shot;
      priority += STEPS_PER_SHOT;
    }
    var musicDue = project.project().settings().music() && project.take(MUSIC).isEmpty();
    if (musicDue && lengthsKnown && !isShort) {
      specs.add(ofProject(project, StepKind.MUSIC, MUSIC, priority));
    }
    if (clipsThere && lengthsKnown && !musicDue && project.take(CUT).isEmpty()) {
      specs.add(ofProject(project, StepKind.CUT, CUT, priority + 1));
    }
    return specs;
  }

  @Override
  public boolean isComplete(ProjectView project) {
    return !project.shots().isEmpty() && missing(project).isEmpty() && isAllThere(project);
  }

  private static boolean isAllThere(ProjectView project) {
    return project.take(CUT).isPresent()
        && project.shots().stream()
            .allMatch(
                shot -> project.take(shot.id(), CLIP).isPresent() || project.isLost(shot.id()));
  }

  /// Fewer shots than wished, although a storyboarder planned them: it said too little, or somebody
  /// has asked for more since.
  static boolean isPlannedShort(ProjectView project) {
    var wished = project.project().settings().shots();
    return wished != null
        && project.project().storyboardRaw() != null
        && project.shots().size() < wished;
  }

  /// A film of nothing but lost shots is none.
  private static boolean hasAClip(ProjectView project) {
    return project.shots().stream().anyMatch(shot -> !project.isLost(shot.id()));
  }

  /// `PLAN` fills no slot; the cut's slot names the step, with the number of shots there are
  /// already as its generation.
  static StepSpec plan(ProjectView project) {
    var slot = Slot.ofProject(project.project().id(), CUT, project.shots().size());
    return new StepSpec(StepKind.PLAN, slot, List.of(), 0);
  }

  /// The one frame of a shot that can be made now: its first, else its last.
  private static Optional<StepSpec> frames(
      ProjectView project, @Nullable Shot previous, Shot shot, int priority) {
    var start = project.take(shot.id(), START_FRAME);
    if (start.isPresent()) {
      return project.take(shot.id(), END_FRAME).isPresent()
          ? Optional.empty()
          : Optional.of(
              ofShot(
                  project,
                  StepKind.FRAME,
                  shot,
                  END_FRAME,
                  List.of(start.get().id()),
                  priority + 1));
    }
    if (previous == null) {
      return Optional.of(
          ofShot(project, StepKind.FRAME, shot, START_FRAME, List.of(), priority + 1));
    }
    return project
        .take(previous.id(), END_FRAME)
        .map(
            end ->
                ofShot(
                    project,
                    StepKind.INHERIT_FRAME,
                    shot,
                    START_FRAME,
                    List.of(end.id()),
                    priority + 1));
  }

  private static boolean isNarrationDue(ProjectView project, Shot shot) {
    return project.project().settings().voice()
        && shot.texts().isSpoken()
        && project.canSpeak()
        && project.take(shot.id(), NARRATION).isEmpty();
  }

  private static Optional<StepSpec> clip(ProjectView project, Shot shot, int priority) {
    var start = project.take(shot.id(), START_FRAME);
    var end = project.take(shot.id(), END_FRAME);
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    var inputs = new ArrayList<>(List.of(start.get().id(), end.get().id()));
    project.take(shot.id(), NARRATION).map(Take::id).ifPresent(inputs::add);
    return Optional.of(ofShot(project, StepKind.CLIP, shot, CLIP, inputs, priority));
  }

  private static StepSpec ofShot(
      ProjectView project,
      StepKind kind,
      Shot shot,
      SlotRole role,
      List<TakeId> inputs,
      int priority) {
    var slot =
        Slot.ofShot(project.project().id(), shot.id(), role, project.generation(shot.id(), role));
    return new StepSpec(kind, slot, inputs, priority);
  }

  /// Music and cut read the whole film, so their inputs are not listed one by one.
  private static StepSpec ofProject(
      ProjectView project, StepKind kind, SlotRole role, int priority) {
    var slot = Slot.ofProject(project.project().id(), role, project.generation(role));
    return new StepSpec(kind, slot, List.of(), priority);
  }
}
