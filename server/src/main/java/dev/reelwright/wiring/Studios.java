package dev.reelwright.wiring;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoGenerator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Several studios as one: the first that knows a model makes it.
///
/// @param absent whom nobody has set up yet
record Studios(List<Studio> studios, List<Provider> absent) implements Studio {
  Studios {
    studios = List.copyOf(studios);
    absent = List.copyOf(absent);
  }

  @Override
  public List<Provider> providers() {
    return Stream.concat(
            studios.stream().flatMap(studio -> studio.providers().stream()), absent.stream())
        .toList();
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return first(studio -> studio.storyboarder(choice));
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return first(studio -> studio.images(choice));
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return first(studio -> studio.videos(choice));
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return first(studio -> studio.speech(choice));
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return first(studio -> studio.music(choice));
  }

  private <T> Optional<T> first(Function<Studio, Optional<T>> role) {
    return studios.stream().map(role).flatMap(Optional::stream).findFirst();
  }
}
