package dev.reelwright.edit;

import dev.reelwright.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a person decided on the timeline. Rules about one value are kept here; whether it fits its
/// shot is for whoever lays out the film, who shortens what is too long.
public sealed interface Decision {
  Duration LONGEST_SHOT = Duration.ofMinutes(10);
  Duration LONGEST_FADE = Duration.ofSeconds(10);
  double LOUDEST_DECIBELS = 24;
  double QUIETEST_DECIBELS = -60;
  int MAX_LINES = 200;

  EditKind kind();

  /// @param skip how much of the take's beginning is not shown
  /// @param length how long the shot is seen; null: as the storyboard says
  record Trim(Duration skip, @Nullable Duration length) implements Decision {
    public Trim {
      demand(!skip.isNegative() && skip.compareTo(LONGEST_SHOT) <= 0, "no such beginning: " + skip);
      demand(
          length == null || (length.toMillis() >= 1 && length.compareTo(LONGEST_SHOT) <= 0),
          "no such length: " + length);
    }

    @Override
    public EditKind kind() {
      return EditKind.TRIM;
    }
  }

  /// @param into word of the kind, such as `fade` or `wipeleft`
  /// @param length zero for a hard cut
  record Transition(String into, Duration length) implements Decision {
    private static final Pattern WORD = Pattern.compile("[a-z]{1,20}");

    public Transition {
      demand(WORD.matcher(into).matches(), "no word for a transition");
      demand(
          !length.isNegative() && length.compareTo(LONGEST_FADE) <= 0,
          "no such length of a transition: " + length);
    }

    @Override
    public EditKind kind() {
      return EditKind.TRANSITION;
    }
  }

  /// @param lines instead of those that follow from the narration; none for no captions
  record Captions(List<Line> lines) implements Decision {
    public Captions {
      lines = List.copyOf(lines);
      demand(lines.size() <= MAX_LINES, "at most " + MAX_LINES + " captions in a shot");
      for (int i = 1; i < lines.size(); i++) {
        demand(
            lines.get(i).startMillis() >= lines.get(i - 1).endMillis(),
            "caption %d begins before the one ahead of it has ended".formatted(i + 1));
      }
    }

    @Override
    public EditKind kind() {
      return EditKind.CAPTION;
    }
  }

  /// @param startMillis from the beginning of the shot
  /// @param text one or two lines
  record Line(long startMillis, long endMillis, String text) {
    private static final int MAX_LETTERS = 500;

    public Line {
      demand(
          startMillis >= 0 && endMillis > startMillis && endMillis <= LONGEST_SHOT.toMillis(),
          "a caption needs time on screen: %d..%d ms".formatted(startMillis, endMillis));
      demand(
          !text.isBlank() && text.length() <= MAX_LETTERS && text.lines().count() <= 2,
          "a caption is one or two lines of text, at most " + MAX_LETTERS + " letters");
    }
  }

  /// @param decibels 0 as usual; the quietest is silence
  record Level(double decibels) implements Decision {
    public Level {
      demand(
          decibels >= QUIETEST_DECIBELS && decibels <= LOUDEST_DECIBELS,
          "a level must lie within %.0f..%.0f dB".formatted(QUIETEST_DECIBELS, LOUDEST_DECIBELS));
    }

    /// Negative infinity for silence.
    public double gain() {
      return decibels <= QUIETEST_DECIBELS ? Double.NEGATIVE_INFINITY : decibels;
    }

    @Override
    public EditKind kind() {
      return EditKind.LEVEL;
    }
  }

  /// The shot's other decisions stay as they are until this one is taken back.
  record Lock() implements Decision {
    @Override
    public EditKind kind() {
      return EditKind.LOCK;
    }
  }

  /// @throws IllegalArgumentException when the row holds none
  static Decision of(Edit edit) {
    var decision = Json.read(Json.write(edit.value()), Decision.class);
    demand(decision.kind() == edit.kind(), "a row of another kind: " + edit.id());
    return decision;
  }

  /// As it is kept in a row.
  static Map<String, Object> value(Decision decision) {
    var value = Json.readMap(Json.write(decision));
    value.values().removeIf(Objects::isNull);
    return value;
  }

  private static void demand(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
