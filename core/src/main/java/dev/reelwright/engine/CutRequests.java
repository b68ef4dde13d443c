package dev.reelwright.engine;

import dev.reelwright.asset.AssetId;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.FinishRequest.CutShot;
import dev.reelwright.finish.FinishRequest.ShotEdit;
import dev.reelwright.project.Finishing;
import dev.reelwright.project.Project;
import dev.reelwright.provider.InputFile;
import dev.reelwright.recipe.FilmCut;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.take.SlotRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the finisher is asked for: a film with its takes, their files, and what people decided.
final class CutRequests {
  private CutRequests() {}

  /// The whole film.
  ///
  /// @param digest takes up what goes into it
  /// @return empty when a shot that the film needs has no clip
  static Optional<FinishRequest> whole(
      Film film, FilmEdits edits, Map<AssetId, InputFile> files, Map<String, String> digest) {
    var settings = film.project().settings();
    var shots = new ArrayList<CutShot>();
    for (var part : FilmCut.of(film, edits).parts()) {
      var take = part.clip();
      var clip = take == null ? null : files.get(take.assetId());
      if (clip != null) {
        shots.add(cutShot(part, clip, files, digest, shots.size()));
      } else if (!settings.leavesOutLostShots()) {
        return Optional.empty();
      }
    }
    return shots.isEmpty()
        ? Optional.empty()
        : Optional.of(request(film, edits, shots, files, digest));
  }

  /// The film as far as it is known: shots without a clip, and those that nobody asks about, are
  /// holes. It ends before the first shot that still waits for its narration, because how long that
  /// takes says when all others begin.
  ///
  /// @param shots places of those that are wanted, from 0
  static Optional<FinishRequest> known(
      Film film, FilmEdits edits, Map<AssetId, InputFile> files, Set<Integer> shots) {
    var known = new ArrayList<CutShot>();
    var settings = film.project().settings();
    var lengths = new ShotLengths(settings);
    boolean speaks = settings.voice() && film.canSpeak();
    for (var part : FilmCut.of(film, edits).parts()) {
      boolean isSilentYet =
          speaks && part.narration() == null && !part.shot().texts().narration().isBlank();
      if (isSilentYet && lengths.followNarration()) {
        break;
      }
      var take = shots.contains(known.size()) && !isSilentYet ? part.clip() : null;
      var clip = take == null ? null : files.get(take.assetId());
      known.add(cutShot(part, clip, files, new HashMap<>(), known.size()));
    }
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(request(film, edits, known, files, new HashMap<>()));
  }

  private static FinishRequest request(
      Film film,
      FilmEdits edits,
      List<CutShot> shots,
      Map<AssetId, InputFile> files,
      Map<String, String> digest) {
    var settings = film.project().settings();
    var music =
        settings.music()
            ? film.take(SlotRole.MUSIC).map(take -> files.get(take.assetId())).orElse(null)
            : null;
    digest.put(
        "settings", settings.format() + " " + settings.captions() + " " + settings.clipSound());
    digest.put("music", music == null ? "" : music.hash().value());
    var levels =
        new FinishRequest.Levels(edits.gain(FilmEdits.NARRATION), edits.gain(FilmEdits.MUSIC));
    if (!levels.equals(FinishRequest.Levels.USUAL)) {
      digest.put("levels", levels.toString());
    }
    if (!settings.finish().equals(Finishing.USUAL)) {
      digest.put("finishing", settings.finish().toString());
    }
    return new FinishRequest(
        settings.format(),
        shots,
        settings.captions(),
        Casting.language(film.project()),
        music == null ? null : music.file(),
        settings.clipSound(),
        settings.clipsAsFilmed(),
        levels,
        settings.finish(),
        script(film.project(), shots.getFirst(), digest));
  }

  private static FinishRequest.@Nullable Script script(
      Project project, CutShot first, Map<String, String> digest) {
    var narrated = project.settings().narrated();
    if (narrated == null) {
      return null;
    }
    var text = Objects.requireNonNullElse(project.brief().script(), "");
    digest.put("script", text);
    digest.put("captions", narrated.captions().toString());
    return new FinishRequest.Script(text, first.words(), narrated.captions());
  }

  private static CutShot cutShot(
      FilmCut.Part part,
      @Nullable InputFile clip,
      Map<AssetId, InputFile> files,
      Map<String, String> digest,
      int index) {
    var narration = part.narration();
    var spoken = narration == null ? null : files.get(narration.assetId());
    var text = part.shot().texts().narration();
    digest.put(
        "shot " + index,
        "%s %d %s %s"
            .formatted(
                clip == null ? "" : clip.hash(),
                part.length().toMillis(),
                spoken == null ? "" : spoken.hash(),
                text));
    if (!part.edit().equals(ShotEdit.NONE)) {
      digest.put("edit " + index, part.edit().toString());
    }
    return new CutShot(
        clip == null ? null : clip.file(),
        part.length().toMillis(),
        spoken == null ? null : spoken.file(),
        text,
        part.words(),
        part.edit());
  }
}
