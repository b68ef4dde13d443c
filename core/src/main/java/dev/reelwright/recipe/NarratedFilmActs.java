package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.IMAGE;
import static dev.reelwright.take.SlotRole.NARRATION;

import dev.reelwright.project.Project;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What acts empty in a narrated film: a picture takes its clip along, everything takes the cut.
public final class NarratedFilmActs implements Acts {
  @Override
  public List<Slot> ofChange(ProjectView before, ProjectView after) {
    var touched = new ArrayList<Slot>();
    var old = byId(before);
    var isLookNew =
        !before.project().brief().style().equals(after.project().brief().style())
            || hasNewModel(before, after, IMAGE);
    var isSpeechNew =
        !speech(before.project()).equals(speech(after.project()))
            || hasNewModel(before, after, NARRATION);
    for (var shot : after.shots()) {
      var was = old.get(shot.id());
      if (was == null) {
        continue;
      }
      var hasNewPicture =
          isLookNew
              || was.seed() != shot.seed()
              || !was.texts().image().equals(shot.texts().image())
              || !was.texts().negative().equals(shot.texts().negative());
      if (hasNewPicture) {
        add(touched, after, shot.id(), IMAGE);
      }
      if (hasNewPicture
          || hasNewModel(before, after, CLIP)
          || !was.texts().motion().equals(shot.texts().motion())) {
        add(touched, after, shot.id(), CLIP);
      }
      if (isSpeechNew && shot.id().equals(after.shots().getFirst().id())) {
        add(touched, after, shot.id(), NARRATION);
      }
    }
    var isCutNew =
        !ids(before).equals(ids(after))
            || !Objects.equals(
                before.project().settings().narrated(), after.project().settings().narrated())
            || before.project().settings().captions() != after.project().settings().captions()
            || !speech(before.project()).equals(speech(after.project()));
    if (isCutNew || !touched.isEmpty()) {
      addCut(touched, after);
    }
    return touched;
  }

  @Override
  public List<Slot> ofReplacement(ProjectView film, Slot slot) {
    var touched = new ArrayList<Slot>();
    var shot = slot.shotId();
    if (slot.candidate() != 0 || shot == null) {
      return touched;
    }
    if (slot.role() == IMAGE) {
      add(touched, film, shot, CLIP);
    }
    addCut(touched, film);
    return touched;
  }

  @Override
  public List<StepSpec> needed(ProjectView film) {
    var needed = new ArrayList<StepSpec>();
    if (film.shots().isEmpty()) {
      return needed;
    }
    if (NarratedFilmRecipe.isSpoken(film.project())) {
      add(needed, film, StepKind.NARRATION, film.shots().getFirst(), NARRATION);
    }
    for (var shot : film.shots()) {
      if (NarratedFilmRecipe.wantsPicture(film, shot)) {
        add(needed, film, StepKind.FRAME, shot, IMAGE);
      }
    }
    var hasClips = false;
    for (var shot : film.shots()) {
      if (NarratedFilmRecipe.wantsClip(film, shot)) {
        add(needed, film, StepKind.CLIP, shot, CLIP);
        hasClips = true;
      }
    }
    if (hasClips) {
      needed.add(NarratedFilmRecipe.cut(film));
    }
    return needed;
  }

  private static void add(
      List<StepSpec> needed, ProjectView film, StepKind kind, Shot shot, SlotRole role) {
    needed.add(NarratedFilmRecipe.ofShot(film, kind, shot, role, List.of(), needed.size()));
  }

  private static void add(List<Slot> touched, ProjectView film, ShotId shot, SlotRole role) {
    if (film.take(shot, role).map(NarratedFilmActs::isOurs).orElse(true)) {
      touched.add(Slot.ofShot(film.project().id(), shot, role, film.generation(shot, role)));
    }
  }

  private static void addCut(List<Slot> touched, ProjectView film) {
    if (film.take(CUT).map(NarratedFilmActs::isOurs).orElse(true)) {
      touched.add(Slot.ofProject(film.project().id(), CUT, film.generation(CUT)));
    }
  }

  /// What somebody locked or brought does not come from a text of ours.
  private static boolean isOurs(Take take) {
    return !take.locked() && take.origin() != TakeOrigin.UPLOADED;
  }

  private static boolean hasNewModel(ProjectView before, ProjectView after, SlotRole role) {
    return !Objects.equals(
        before.project().settings().models().get(role),
        after.project().settings().models().get(role));
  }

  private static List<Object> speech(Project project) {
    var brief = project.brief();
    return List.of(
        Objects.requireNonNullElse(brief.script(), ""),
        Objects.requireNonNullElse(brief.language(), ""),
        project.settings().voice());
  }

  private static List<ShotId> ids(ProjectView film) {
    return film.shots().stream().map(Shot::id).toList();
  }

  private static Map<ShotId, Shot> byId(ProjectView film) {
    return film.shots().stream().collect(Collectors.toMap(Shot::id, Function.identity()));
  }
}
