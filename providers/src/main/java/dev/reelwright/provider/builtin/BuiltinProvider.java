package dev.reelwright.provider.builtin;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Craft;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.SpeechSynthesizer;
import java.util.Arrays;
import java.util.List;

/// The studio of this machine, as those see it who choose models. Thread-safe.
record BuiltinProvider(SpeechSynthesizer speech) implements Provider {
  @Override
  public String name() {
    return ModelChoice.BUILTIN.provider();
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  @Override
  public List<Offer> offers() {
    return Arrays.stream(Craft.values())
        .map(craft -> new Offer(craft, ModelChoice.BUILTIN))
        .toList();
  }

  @Override
  public Answer check() {
    return speech.speaks("en")
        ? new Answer(true, "It draws, films, speaks and plays on this machine.")
        : new Answer(
            true,
            "It draws, films and plays on this machine. It has no voice; install espeak-ng for one.");
  }
}
