package dev.reelwright.recipe;

import dev.reelwright.project.ProjectSettings;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.Take;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a shot lasts in the film. When somebody fixed the length of the film or of its shots,
/// the planned length stands and narration is spoken to fit; otherwise a shot waits for its
/// narration to end.
public final class ShotLengths {
  /// Name of the param of a take that holds its measured length.
  public static final String LENGTH_MILLIS = "lengthMillis";

  /// Silence between the end of a narration and the next shot, so that two sentences do not touch.
  public static final Duration BREATH = Duration.ofMillis(400);

  private final boolean fixed;

  public ShotLengths(ProjectSettings settings) {
    this.fixed = settings.length() != null || settings.shotLength() != null;
  }

  /// Whether a shot lasts as long as its narration does.
  public boolean followNarration() {
    return !fixed;
  }

  /// @param narration the shot's narration, or null when it has none
  public Duration inFilm(Shot shot, @Nullable Take narration) {
    if (fixed || narration == null) {
      return shot.length();
    }
    var spoken = measured(narration).plus(BREATH);
    return spoken.compareTo(shot.length()) > 0 ? spoken : shot.length();
  }

  /// How long a narration may be, in the sense of a speech request: 0 for as long as it takes.
  public long fitMillis(Shot shot) {
    return fixed ? shot.length().toMillis() : 0;
  }

  private static Duration measured(Take narration) {
    return narration.params().get(LENGTH_MILLIS) instanceof Number millis
        ? Duration.ofMillis(millis.longValue())
        : Duration.ZERO;
  }
}
