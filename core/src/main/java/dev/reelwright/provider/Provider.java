package dev.reelwright.provider;

import dev.reelwright.project.ModelChoice;
import java.util.List;

/// Somebody who makes things for us, as those see it who choose and set up providers. Thread-safe.
public interface Provider {
  /// The first word of a choice of models: `builtin`, `google` …
  String name();

  /// Settings of which one must be there before it can be used; empty when it can be.
  List<String> needs();

  /// What can be ordered, best first; models that are gone are left out.
  List<Offer> offers();

  /// Asks whether it would work for us now. Costs nothing.
  Answer check() throws InterruptedException;

  record Offer(Craft craft, ModelChoice model) {}

  /// What came of asking.
  ///
  /// @param message what was found, for people; never a secret
  record Answer(boolean works, String message) {}
}
