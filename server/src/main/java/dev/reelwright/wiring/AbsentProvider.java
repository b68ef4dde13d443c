package dev.reelwright.wiring;

import dev.reelwright.provider.Provider;
import java.util.List;

/// A provider that waits to be set up.
record AbsentProvider(String name, List<String> needs) implements Provider {
  @Override
  public List<Offer> offers() {
    return List.of();
  }

  @Override
  public Answer check() {
    return new Answer(
        false, "Set %s and start the server again.".formatted(String.join(" or ", needs)));
  }
}
