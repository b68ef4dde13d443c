package dev.reelwright.recipe;

import dev.reelwright.edit.Decision;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.finish.FinishRequest.CaptionLine;
import dev.reelwright.finish.FinishRequest.ShotEdit;
import dev.reelwright.finish.FinishRequest.SpokenWord;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a film shows: its takes, how long each shot is seen, and what people decided about it.
/// Finishing and exporting both begin here, so that an editor program sees the film that was made.
///
/// @param parts in the order they are told; one without a clip is a hole
public record FilmCut(List<Part> parts) {
  /// Stands for the length of a clip that says nothing about it.
  private static final Duration NARRATED_UNKNOWN = Duration.ofSeconds(5);

  /// @param clip null where there is none yet
  /// @param narration null where nothing is said
  public record Part(
      Shot shot, @Nullable Take clip, @Nullable Take narration, Duration length, ShotEdit edit) {
    /// When each word is spoken, relative to the narration; empty when unknown.
    public List<SpokenWord> words() {
      return narration == null ? List.of() : spoken(narration);
    }
  }

  public FilmCut {
    parts = List.copyOf(parts);
  }

  public static FilmCut of(ProjectView film, FilmEdits edits) {
    var settings = film.project().settings();
    if (settings.narrated() != null) {
      return narrated(film, edits);
    }
    var lengths = new ShotLengths(settings);
    var parts = new ArrayList<Part>();
    for (var shot : film.shots()) {
      var narration =
          settings.voice() ? film.take(shot.id(), SlotRole.NARRATION).orElse(null) : null;
      var length =
          edits
              .trim(shot.id())
              .map(Decision.Trim::length)
              .orElseGet(() -> lengths.inFilm(shot, narration));
      parts.add(
          new Part(
              shot,
              film.take(shot.id(), SlotRole.CLIP).orElse(null),
              narration,
              length,
              edit(shot, settings, edits)));
    }
    return new FilmCut(parts);
  }

  /// Clips as long as they came, as far as the voice goes, which begins with the first of them.
  private static FilmCut narrated(ProjectView film, FilmEdits edits) {
    var settings = film.project().settings();
    var shown =
        film.shots().stream()
            .filter(shot -> film.take(shot.id(), SlotRole.CLIP).isPresent())
            .toList();
    var voice =
        film.shots().stream()
            .flatMap(shot -> film.take(shot.id(), SlotRole.NARRATION).stream())
            .findFirst()
            .orElse(null);
    var clips = new ArrayList<@Nullable Long>();
    for (var shot : shown) {
      var trimmed = edits.trim(shot.id()).map(Decision.Trim::length);
      clips.add(
          trimmed.isPresent()
              ? Long.valueOf(trimmed.get().toMillis())
              : measured(film.take(shot.id(), SlotRole.CLIP).orElseThrow()));
    }
    var lengths =
        NarratedCut.lengths(
            clips, voice == null ? null : measured(voice), NARRATED_UNKNOWN.toMillis());
    var parts = new ArrayList<Part>();
    for (var shot : shown.subList(0, lengths.size())) {
      parts.add(
          new Part(
              shot,
              film.take(shot.id(), SlotRole.CLIP).orElseThrow(),
              parts.isEmpty() ? voice : null,
              Duration.ofMillis(lengths.get(parts.size())),
              edit(shot, settings, edits)));
    }
    return new FilmCut(parts);
  }

  private static @Nullable Long measured(Take take) {
    return take.params().get(ShotLengths.LENGTH_MILLIS) instanceof Number millis
        ? Long.valueOf(millis.longValue())
        : null;
  }

  private static ShotEdit edit(Shot shot, ProjectSettings settings, FilmEdits edits) {
    var crossfade = settings.crossfade();
    var into =
        edits
            .transition(shot.id())
            .orElseGet(
                () ->
                    new Decision.Transition(
                        ShotEdit.NONE.into(), crossfade == null ? Duration.ZERO : crossfade));
    return new ShotEdit(
        edits.trim(shot.id()).map(Decision.Trim::skip).orElse(Duration.ZERO).toMillis(),
        into.into(),
        into.length().toMillis(),
        edits.gain(shot.id().value()),
        edits.captions(shot.id()).map(FilmCut::lines).orElse(null));
  }

  private static List<CaptionLine> lines(Decision.Captions captions) {
    return captions.lines().stream()
        .map(line -> new CaptionLine(line.startMillis(), line.endMillis(), line.text()))
        .toList();
  }

  private static List<SpokenWord> spoken(Take narration) {
    if (!(narration.params().get("words") instanceof List<?> words)) {
      return List.of();
    }
    var spoken = new ArrayList<SpokenWord>();
    for (var word : words) {
      if (word instanceof Map<?, ?> parts
          && parts.get("text") instanceof String text
          && parts.get("startMillis") instanceof Number start
          && parts.get("endMillis") instanceof Number end) {
        spoken.add(new SpokenWord(text, start.longValue(), end.longValue()));
      }
    }
    return spoken;
  }
}
