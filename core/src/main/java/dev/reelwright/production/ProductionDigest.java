package dev.reelwright.production;

import dev.reelwright.asset.AssetId;
import dev.reelwright.project.ProjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project in a list: how far it is, without its storyboard.
///
/// @param run the newest run, or null before the first
/// @param shots in the film
/// @param clips of those shots that are there
/// @param cut file of the finished film, or null
/// @param cover picture to show for it, or null
public record ProductionDigest(
    ProjectId id,
    @Nullable RunFacts run,
    int shots,
    int clips,
    @Nullable AssetId cut,
    @Nullable AssetId cover) {
  public Optional<RunFacts> newestRun() {
    return Optional.ofNullable(run);
  }
}
