package dev.reelwright.project;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How projects of an owner are made where an order says nothing.
///
/// @param style name of the look
/// @param language tag such as `en`, or null: that of the text
/// @param settings all but the seed, which is drawn for each project
public record Preferences(String style, @Nullable String language, ProjectSettings settings) {
  /// What an owner has who never chose.
  public static Preferences initial() {
    return new Preferences(
        "cinematic",
        null,
        new ProjectSettings(
            Format.ofAspect("16:9"), null, null, null, 0, true, true, true, Map.of(), null));
  }

  /// Preferences as they are kept.
  ///
  /// @param version 0 until the owner chose
  public record Kept(Preferences value, long version) {}
}
