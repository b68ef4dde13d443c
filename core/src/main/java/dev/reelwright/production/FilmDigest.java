package dev.reelwright.production;

import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.recipe.StepKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A film in a few numbers: how far it is and what it took, read by one query however long it is.
///
/// @param changedAt when anything about it last moved, its run and its steps included
/// @param run the newest one, or null before the first
/// @param failedStep work that the newest run failed at, or null
/// @param extra what the surface must give back
public record FilmDigest(
    ProjectId id,
    String owner,
    Brief brief,
    ProjectSettings settings,
    @Nullable ProjectId forkedFrom,
    Map<String, Object> extra,
    Instant createdAt,
    Instant changedAt,
    @Nullable RunFacts run,
    @Nullable StepKind failedStep,
    Progress progress,
    Made made) {
  public FilmDigest {
    extra = Map.copyOf(extra);
  }

  /// What there is of the film.
  ///
  /// @param isPlanningBegun whether the newest run has taken its storyboard up
  /// @param shots how many exist
  /// @param framed shots with both frames
  /// @param clips shots with a clip
  /// @param lost shots without a clip whose clip the newest run could not have made
  public record Progress(boolean isPlanningBegun, int shots, int framed, int clips, int lost) {
    public static final Progress NONE = new Progress(false, 0, 0, 0, 0);
  }

  /// What was made for the film by providers, whether it is still shown or not. What was inherited
  /// or found again does not count.
  ///
  /// @param storyboards plans that were delivered
  /// @param frames pictures that were delivered
  /// @param submissions clips that a provider accepted, or may have accepted
  public record Made(int storyboards, int frames, int submissions) {
    public static final Made NOTHING = new Made(0, 0, 0);
  }

  public Optional<RunFacts> newestRun() {
    return Optional.ofNullable(run);
  }
}
