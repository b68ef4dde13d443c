package dev.reelwright.provider;

import java.util.Optional;

/// Turns a prompt or script into a structured storyboard.
public interface Storyboarder extends Generator<StoryboardRequest, StoryboardPlan> {
  /// The plan it would make, where that is known without asking anybody: rules can tell, models
  /// cannot.
  default Optional<StoryboardPlan> foresee(StoryboardRequest request) {
    return Optional.empty();
  }
}
