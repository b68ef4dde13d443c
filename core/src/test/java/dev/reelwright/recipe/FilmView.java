package dev.reelwright.recipe;

import dev.reelwright.asset.AssetId;
import dev.reelwright.project.AssStyle;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.Narrated;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project in memory that counts how often it is asked for a take.
final class FilmView implements ProjectView {
  private final ProjectId id = ProjectId.fresh();
  private final List<Shot> shots = new ArrayList<>();
  private final Map<String, Take> takes = new HashMap<>();
  private final Map<String, Integer> generations = new HashMap<>();
  private @Nullable String script;
  private @Nullable Narrated narrated;
  private boolean voice = true;
  private boolean music = true;
  private boolean canSpeak = true;
  long looks;

  static FilmView aFilm() {
    return new FilmView();
  }

  FilmView silent() {
    voice = false;
    return this;
  }

  FilmView withoutMusic() {
    music = false;
    return this;
  }

  FilmView withoutAVoiceHere() {
    canSpeak = false;
    return this;
  }

  FilmView shots(String... narrations) {
    for (var narration : narrations) {
      add(new ShotTexts("", "", "", "", "", "", narration, ""));
    }
    return this;
  }

  private void add(ShotTexts texts) {
    var shot = ShotId.fresh();
    shots.add(
        new Shot(
            shot,
            id,
            SceneId.fresh(),
            shots.size(),
            Duration.ZERO,
            Duration.ofSeconds(4),
            texts,
            null,
            7,
            shot,
            0,
            0,
            Map.of()));
  }

  /// A film of one script, with pictures or without.
  FilmView narrated(String words, boolean hasPictures) {
    script = words;
    narrated = new Narrated(hasPictures, AssStyle.USUAL);
    return this;
  }

  /// Shots with a picture that moves.
  FilmView pictures(String... images) {
    for (var image : images) {
      add(new ShotTexts("", image, "", "", "zoom", "", "", ""));
    }
    return this;
  }

  /// Shots with a picture that does not.
  FilmView stills(String... images) {
    for (var image : images) {
      add(new ShotTexts("", image, "", "", "", "", "", ""));
    }
    return this;
  }

  FilmView with(int shot, SlotRole... roles) {
    for (var role : roles) {
      put(Slot.ofShot(id, shots.get(shot).id(), role, 0));
    }
    return this;
  }

  FilmView with(SlotRole role) {
    put(Slot.ofProject(id, role, 0));
    return this;
  }

  FilmView emptied(int shot, SlotRole role) {
    var key = shots.get(shot).id() + role.name();
    takes.remove(key);
    generations.merge(key, 1, Integer::sum);
    return this;
  }

  int indexOf(Slot slot) {
    for (var index = 0; index < shots.size(); index++) {
      if (shots.get(index).id().equals(slot.shotId())) {
        return index;
      }
    }
    return -1;
  }

  private void put(Slot slot) {
    takes.put(
        slot.subjectId() + slot.role().name(),
        new Take(
            TakeId.fresh(),
            slot,
            InputDigest.of(Map.of()),
            AssetId.fresh(),
            "fake",
            "fake",
            Map.of(),
            1L,
            null,
            null,
            TakeOrigin.GENERATED,
            true,
            false,
            null,
            null,
            Instant.EPOCH));
  }

  @Override
  public Project project() {
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"),
            null,
            null,
            null,
            1,
            voice,
            true,
            music,
            false,
            Map.of(),
            null,
            null,
            false,
            null,
            null,
            false,
            null,
            narrated);
    return new Project(
        id,
        "local",
        "cli",
        PromptFilmRecipe.NAME,
        "Film",
        new Brief("a film", script, null, "cinematic", Map.of()),
        settings,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        Map.of(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Override
  public List<Scene> scenes() {
    return List.of();
  }

  @Override
  public List<Shot> shots() {
    return shots;
  }

  @Override
  public Optional<Take> take(ShotId shot, SlotRole role) {
    looks++;
    return Optional.ofNullable(takes.get(shot + role.name()));
  }

  @Override
  public Optional<Take> take(SlotRole role) {
    looks++;
    return Optional.ofNullable(takes.get(id + role.name()));
  }

  @Override
  public int generation(ShotId shot, SlotRole role) {
    return generations.getOrDefault(shot + role.name(), 0);
  }

  @Override
  public int generation(SlotRole role) {
    return generations.getOrDefault(id + role.name(), 0);
  }

  @Override
  public boolean canSpeak() {
    return canSpeak;
  }
}
