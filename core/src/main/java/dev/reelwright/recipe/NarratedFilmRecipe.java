package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.IMAGE;
import static dev.reelwright.take.SlotRole.NARRATION;

import dev.reelwright.project.Project;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A film of one script over clips: the voice, which the first shot holds for all; a picture for
/// each shot that has words for one, in order; a clip of each picture that has words for its
/// motion, in order; the cut, once there is a clip. One thing after the other, so that the first
/// failure ends it before anything else is asked for; as many pictures or clips at once as the
/// settings allow, one unless they say more.
public final class NarratedFilmRecipe implements Recipe {
  public static final String NAME = "narrated-film";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<StepSpec> missing(ProjectView film) {
    if (film.shots().isEmpty()) {
      return List.of();
    }
    var voice = film.shots().getFirst();
    if (isSpoken(film.project()) && film.take(voice.id(), NARRATION).isEmpty()) {
      return List.of(ofShot(film, StepKind.NARRATION, voice, NARRATION, List.of(), 0));
    }
    var pictures = pictures(film);
    if (!pictures.isEmpty()) {
      return pictures;
    }
    var clips = clips(film);
    if (!clips.isEmpty()) {
      return clips;
    }
    var hasClips = film.shots().stream().anyMatch(shot -> film.take(shot.id(), CLIP).isPresent());
    return hasClips && film.take(CUT).isEmpty() ? List.of(cut(film)) : List.of();
  }

  /// A film without clips has nothing to cut and is complete without.
  @Override
  public boolean isComplete(ProjectView film) {
    return missing(film).isEmpty();
  }

  static boolean isSpoken(Project project) {
    var script = project.brief().script();
    return project.settings().voice()
        && script != null
        && script.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  static boolean wantsPicture(ProjectView film, Shot shot) {
    var narrated = film.project().settings().narrated();
    return (narrated == null || narrated.pictures()) && !shot.texts().image().isBlank();
  }

  /// A clip moves a picture, so a shot without a picture gets none.
  static boolean wantsClip(ProjectView film, Shot shot) {
    return !shot.texts().motion().isBlank()
        && (wantsPicture(film, shot) || film.take(shot.id(), IMAGE).isPresent());
  }

  static StepSpec ofShot(
      ProjectView film,
      StepKind kind,
      Shot shot,
      SlotRole role,
      List<TakeId> inputs,
      int priority) {
    var slot = Slot.ofShot(film.project().id(), shot.id(), role, film.generation(shot.id(), role));
    return new StepSpec(kind, slot, inputs, priority);
  }

  static StepSpec cut(ProjectView film) {
    var slot = Slot.ofProject(film.project().id(), CUT, film.generation(CUT));
    return new StepSpec(StepKind.CUT, slot, List.of(), film.shots().size());
  }

  private static List<StepSpec> pictures(ProjectView film) {
    var specs = new ArrayList<StepSpec>();
    for (var shot : film.shots()) {
      var isMissing =
          wantsPicture(film, shot)
              && film.take(shot.id(), IMAGE).isEmpty()
              && film.take(shot.id(), CLIP).isEmpty();
      if (isMissing && specs.size() < atOnce(film)) {
        specs.add(ofShot(film, StepKind.FRAME, shot, IMAGE, List.of(), specs.size()));
      }
    }
    return specs;
  }

  private static List<StepSpec> clips(ProjectView film) {
    var specs = new ArrayList<StepSpec>();
    for (var shot : film.shots()) {
      var picture = film.take(shot.id(), IMAGE);
      var isMissing =
          wantsClip(film, shot) && picture.isPresent() && film.take(shot.id(), CLIP).isEmpty();
      if (isMissing && specs.size() < atOnce(film)) {
        specs.add(
            ofShot(film, StepKind.CLIP, shot, CLIP, List.of(picture.get().id()), specs.size()));
      }
    }
    return specs;
  }

  private static int atOnce(ProjectView film) {
    return Optional.ofNullable(film.project().settings().clipsAtOnce()).orElse(1);
  }
}
