package dev.reelwright.provider.comfyui;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoGenerator;
import java.util.Optional;

/// Pictures and clips from ComfyUI where a project names it, all else from fakes.
record PicturedStudio(ComfyUiStudio comfy, FakeStudio free) implements Studio {
  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return free.storyboarder(choice);
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return comfy.images(choice).or(() -> free.images(choice));
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return comfy.videos(choice).or(() -> free.videos(choice));
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return free.speech(choice);
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return free.music(choice);
  }
}
