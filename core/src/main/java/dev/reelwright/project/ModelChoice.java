package dev.reelwright.project;

import dev.reelwright.store.Newer;
import java.util.Optional;
import java.util.function.Function;

/// A provider and one of its models, as the user chose them.
///
/// @param orDefault whether the server's default may do the work where that provider is not set up;
///   takes tell who really did it
public record ModelChoice(String provider, String model, @Newer boolean orDefault) {
  public static final ModelChoice BUILTIN = new ModelChoice("builtin", "animatic");

  /// That provider and no other.
  public ModelChoice(String provider, String model) {
    this(provider, model, false);
  }

  /// Who does the work.
  ///
  /// @param role finds whoever stands for a choice in one role
  public <T> Optional<T> findIn(
      Function<ModelChoice, Optional<T>> role, ModelChoice serverDefault) {
    var found = role.apply(this);
    return found.isEmpty() && orDefault ? role.apply(serverDefault) : found;
  }
}
