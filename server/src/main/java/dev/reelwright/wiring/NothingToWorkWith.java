package dev.reelwright.wiring;

import dev.reelwright.finish.Finisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoGenerator;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/// Stands in where an installation has no providers and no media tools: projects can be written and
/// read, and a run fails with a plain reason.
@ApplicationScoped
public class NothingToWorkWith {
  @Produces
  @Singleton
  @DefaultBean
  Studio studio() {
    return new Studio() {
      @Override
      public Optional<Storyboarder> storyboarder(ModelChoice choice) {
        return Optional.empty();
      }

      @Override
      public Optional<ImageGenerator> images(ModelChoice choice) {
        return Optional.empty();
      }

      @Override
      public Optional<VideoGenerator> videos(ModelChoice choice) {
        return Optional.empty();
      }

      @Override
      public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
        return Optional.empty();
      }

      @Override
      public Optional<MusicGenerator> music(ModelChoice choice) {
        return Optional.empty();
      }
    };
  }

  @Produces
  @Singleton
  @DefaultBean
  Prober prober() {
    return file -> {
      throw new IOException("no media tools are here to look into " + file.getFileName());
    };
  }

  @Produces
  @Singleton
  @DefaultBean
  Finisher finisher() {
    return (request, target, scratch, progress, cancel) -> {
      throw new IOException("no media tools are here to finish a film");
    };
  }
}
