package dev.reelwright.provider;

import dev.reelwright.project.ModelChoice;
import java.util.List;
import java.util.Optional;

/// Every provider this server can use. Thread-safe. Empty means: no such provider or model here.
public interface Studio {
  Optional<Storyboarder> storyboarder(ModelChoice choice);

  Optional<ImageGenerator> images(ModelChoice choice);

  Optional<VideoGenerator> videos(ModelChoice choice);

  Optional<SpeechSynthesizer> speech(ModelChoice choice);

  Optional<MusicGenerator> music(ModelChoice choice);

  /// Whom it orders from, those that are not set up yet included.
  default List<Provider> providers() {
    return List.of();
  }
}
