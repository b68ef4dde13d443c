package dev.reelwright.provider.builtin;

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

/// The studio that needs no key and no network. It knows the provider `builtin` only, whatever its
/// model is called.
public final class BuiltinStudio implements Studio {
  private final Storyboarder storyboarder;
  private final ImageGenerator images;
  private final VideoGenerator videos;
  private final SpeechSynthesizer speech;
  private final MusicGenerator music;

  public BuiltinStudio(
      Storyboarder storyboarder,
      ImageGenerator images,
      VideoGenerator videos,
      SpeechSynthesizer speech,
      MusicGenerator music) {
    this.storyboarder = storyboarder;
    this.images = images;
    this.videos = videos;
    this.speech = speech;
    this.music = music;
  }

  @Override
  public List<Provider> providers() {
    return List.of(new BuiltinProvider(speech));
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return ifBuiltin(choice, storyboarder);
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return ifBuiltin(choice, images);
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return ifBuiltin(choice, videos);
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return ifBuiltin(choice, speech);
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return ifBuiltin(choice, music);
  }

  private static <T> Optional<T> ifBuiltin(ModelChoice choice, T generator) {
    return choice.provider().equals(ModelChoice.BUILTIN.provider())
        ? Optional.of(generator)
        : Optional.empty();
  }
}
