package dev.reelwright.provider.simulated;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A studio whose pictures somebody meddles with, before a job is looked at and after an order was
/// taken.
record MeddlingStudio(Studio inner, Meddler meddler) implements Studio {
  interface Meddler {
    default void afterSubmit() {}

    default void beforePoll(Call call) throws IOException {}
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return inner.storyboarder(choice);
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return inner
        .images(choice)
        .map(
            images ->
                choice.provider().equals(SimulatedStudio.PROVIDER)
                    ? new Meddled(images, meddler)
                    : images);
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return inner.videos(choice);
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return inner.speech(choice);
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return inner.music(choice);
  }

  private record Meddled(ImageGenerator images, Meddler meddler) implements ImageGenerator {
    @Override
    public Capabilities capabilities() {
      return images.capabilities();
    }

    @Override
    public Quote quote(ImageRequest request) {
      return images.quote(request);
    }

    @Override
    public SubmitResult<MediaResult> submit(ImageRequest request, Call call)
        throws InterruptedException {
      var result = images.submit(request, call);
      meddler.afterSubmit();
      return result;
    }

    @Override
    public PollResult<MediaResult> poll(ProviderJob job, Call call)
        throws IOException, InterruptedException {
      meddler.beforePoll(call);
      return images.poll(job, call);
    }

    @Override
    public Optional<ProviderJob> find(ImageRequest request, Call call)
        throws IOException, InterruptedException {
      return images.find(request, call);
    }

    @Override
    public Optional<Duration> findIsSureAfter() {
      return images.findIsSureAfter();
    }

    @Override
    public boolean cancel(ProviderJob job) throws InterruptedException {
      return images.cancel(job);
    }
  }
}
