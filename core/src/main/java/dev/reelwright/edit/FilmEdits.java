package dev.reelwright.edit;

import dev.reelwright.storyboard.ShotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All decisions about a film, by what they are about. Immutable.
public final class FilmEdits {
  public static final FilmEdits NONE = new FilmEdits(List.of());

  /// Subject of a level: all narrations.
  public static final String NARRATION = "narration";

  /// Subject of a level: the music.
  public static final String MUSIC = "music";

  private record Key(String subject, EditKind kind) {}

  private final Map<Key, Decision> decisions = new HashMap<>();

  private FilmEdits(List<Edit> edits) {
    for (var edit : edits) {
      decisions.put(new Key(edit.subject(), edit.kind()), Decision.of(edit));
    }
  }

  public static FilmEdits of(List<Edit> edits) {
    return edits.isEmpty() ? NONE : new FilmEdits(edits);
  }

  public Optional<Decision.Trim> trim(ShotId shot) {
    return find(shot.value(), EditKind.TRIM, Decision.Trim.class);
  }

  public Optional<Decision.Transition> transition(ShotId shot) {
    return find(shot.value(), EditKind.TRANSITION, Decision.Transition.class);
  }

  public Optional<Decision.Captions> captions(ShotId shot) {
    return find(shot.value(), EditKind.CAPTION, Decision.Captions.class);
  }

  /// How much louder than usual, negative infinity for silence.
  ///
  /// @param subject id of a shot, for its clip's own sound; `NARRATION` or `MUSIC`
  public double gain(String subject) {
    return find(subject, EditKind.LEVEL, Decision.Level.class)
        .map(Decision.Level::gain)
        .orElse(0.0);
  }

  private <T extends Decision> Optional<T> find(String subject, EditKind kind, Class<T> type) {
    return Optional.ofNullable(decisions.get(new Key(subject, kind))).map(type::cast);
  }
}
