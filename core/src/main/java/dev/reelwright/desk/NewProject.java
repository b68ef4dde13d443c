package dev.reelwright.desk;

import dev.reelwright.asset.AssetId;
import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectSettings;
import java.util.List;
import java.util.Map;

/// A production that somebody orders.
///
/// @param surface door it came through: `studio`, `pipeline` …
/// @param title may be empty; the storyboarder finds one then
/// @param photos pictures that become one shot each, in order; empty for a film from words
/// @param start how far to go at once
/// @param priority -100..100; lower goes first
/// @param extra what the surface must give back; JSON values only
public record NewProject(
    String owner,
    String surface,
    String title,
    Brief brief,
    ProjectSettings settings,
    List<AssetId> photos,
    Start start,
    int priority,
    Map<String, Object> extra) {
  public static final int MAX_PHOTOS = 200;

  /// How far an order goes at once.
  public enum Start {
    /// Nothing is made until somebody says so.
    NOT_YET,
    /// The storyboard, for approval.
    PLAN,
    /// The finished film.
    FILM
  }

  public NewProject {
    photos = List.copyOf(photos);
    extra = Map.copyOf(extra);
  }
}
