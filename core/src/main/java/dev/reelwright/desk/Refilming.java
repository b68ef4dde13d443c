package dev.reelwright.desk;

import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.recipe.ForkBoundaries;
import dev.reelwright.storyboard.RawStoryboard;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The film that a fork makes of another one, in thought: old ids, new values, and the takes that
/// are taken over.
///
/// @param before the source
record Refilming(FilmSnapshot before, FilmFork fork, ForkBoundaries boundaries) {
  FilmSnapshot film() {
    var kept = kept();
    var remaining = kept.stream().map(Shot::sceneId).toList();
    var scenes = before.scenes().stream().filter(scene -> remaining.contains(scene.id())).toList();
    var film = new FilmSnapshot(project(), scenes, kept, takes(kept), Map.of(), before.canSpeak());
    return new Storyboard(film).numbered();
  }

  private Project project() {
    var source = before.project();
    return new Project(
        source.id(),
        source.owner(),
        source.surface(),
        source.recipe(),
        fork.title(),
        fork.brief(),
        fork.settings(),
        storyboardRaw(source),
        source.forkedFrom(),
        source.revisionOf(),
        source.campaignId(),
        source.clientId(),
        source.priority(),
        source.wake(),
        source.version(),
        fork.extra(),
        source.createdAt(),
        source.updatedAt());
  }

  private @Nullable String storyboardRaw(Project source) {
    var raw = source.storyboardRaw();
    if (raw == null || boundaries.isReplanned()) {
      return null;
    }
    var edited = new HashMap<Integer, Map<String, String>>();
    fork.shots().forEach((place, patch) -> edited.put(place, members(patch)));
    return RawStoryboard.retold(raw, before.shots().size(), boundaries.kept(), edited);
  }

  /// As storyboarders name them.
  private static Map<String, String> members(ShotPatch patch) {
    var texts = new HashMap<String, String>();
    put(texts, "scene_description", patch.description());
    put(texts, "description", patch.description());
    put(texts, "start_frame_prompt", patch.start());
    put(texts, "end_frame_prompt", patch.end());
    put(texts, "video_motion_prompt", patch.motion());
    put(texts, "transition_notes", patch.transition());
    return texts;
  }

  private static void put(Map<String, String> texts, String member, @Nullable String text) {
    if (text != null) {
      texts.put(member, text);
    }
  }

  private List<Shot> kept() {
    var shots = new ArrayList<Shot>();
    for (var place : boundaries.kept()) {
      var old = before.shots().get(place);
      var patch = fork.shots().get(place);
      shots.add(refilmed(patch == null ? old : patch.of(old), shots.size()));
    }
    return shots;
  }

  /// What is made anew gets a seed of its own: with the old one the old take would be found again.
  private Shot refilmed(Shot shot, int place) {
    var settings = fork.settings();
    var length = settings.shotLength();
    var isNew = !boundaries.clips().contains(place);
    return new Shot(
        shot.id(),
        shot.projectId(),
        shot.sceneId(),
        shot.position(),
        shot.start(),
        length == null ? shot.length() : length,
        shot.texts(),
        shot.characterId(),
        isNew
            ? (shot.seed() + settings.seed() - before.project().settings().seed())
                & ProjectSettings.MAX_SEED
            : shot.seed(),
        shot.family(),
        shot.alternate(),
        shot.version(),
        shot.extra());
  }

  private Map<SlotKey, Take> takes(List<Shot> kept) {
    var takes = new HashMap<SlotKey, Take>();
    for (var place = 0; place < kept.size(); place++) {
      var shot = kept.get(place).id();
      if (place < boundaries.frames()) {
        keep(takes, shot, SlotRole.START_FRAME);
        keep(takes, shot, SlotRole.END_FRAME);
      }
      if (boundaries.clips().contains(place)) {
        keep(takes, shot, SlotRole.CLIP);
      }
      keep(takes, shot, SlotRole.NARRATION);
    }
    if (isUnchanged()) {
      var cut = new SlotKey(before.project().id().value(), SlotRole.CUT, 0);
      before.take(cut).ifPresent(take -> takes.put(cut, take));
    }
    return takes;
  }

  private void keep(Map<SlotKey, Take> takes, ShotId shot, SlotRole role) {
    var slot = new SlotKey(shot.value(), role, 0);
    before.take(slot).ifPresent(take -> takes.put(slot, take));
  }

  /// The same shots with the same clips make the same cut.
  private boolean isUnchanged() {
    return boundaries.goesOn() == ForkBoundaries.Stage.CUT
        && boundaries.kept().size() == before.shots().size()
        && fork.shots().isEmpty()
        && Objects.equals(fork.settings().crossfade(), before.project().settings().crossfade());
  }
}
