package dev.reelwright.bench;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.Finisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Glancing;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProgressListener;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider of clips that costs no time of its own, so that what is left is the engine's: either
/// every call delivers at once, or every call becomes a job that never ends. Thread-safe.
final class BenchStudio implements Studio, Prober, Finisher {
  private static final Money NOTHING = Money.zero(Money.USD);

  private final boolean isEndless;
  private final Duration nextPoll;
  private final AtomicInteger submitted = new AtomicInteger();
  private final Set<String> polled = ConcurrentHashMap.newKeySet();

  /// @param nextPoll how long an endless job wants to be left alone
  BenchStudio(boolean isEndless, Duration nextPoll) {
    this.isEndless = isEndless;
    this.nextPoll = nextPoll;
  }

  int submitted() {
    return submitted.get();
  }

  /// Different jobs that were asked for since `forgetPolls`.
  int polled() {
    return polled.size();
  }

  void forgetPolls() {
    polled.clear();
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return Optional.of(new Clips());
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
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

  @Override
  public Probed probe(Path file) {
    var facts = new MediaFacts(16, 16, Duration.ofSeconds(2), null, null, null, null);
    return new Probed("video/mp4", facts);
  }

  @Override
  public Finished finish(
      FinishRequest request,
      Path target,
      Path scratch,
      ProgressListener progress,
      CancelSignal cancel)
      throws IOException {
    Files.writeString(target, "cut");
    return new Finished(request.shots().size(), "");
  }

  private final class Clips implements VideoGenerator, Glancing {
    @Override
    public Capabilities capabilities() {
      return new Capabilities("bench", "bench", "bench", false, true);
    }

    @Override
    public Quote quote(VideoRequest request) {
      return new Quote.Priced(NOTHING);
    }

    @Override
    public SubmitResult<MediaResult> submit(VideoRequest request, Call call) {
      submitted.incrementAndGet();
      if (isEndless) {
        return new SubmitResult.Accepted<>(new ProviderJob("job " + call.attempt()));
      }
      try {
        var file = call.scratch().resolve("clip");
        Files.writeString(file, "clip");
        return new SubmitResult.Delivered<>(new MediaResult(file, Map.of()), NOTHING);
      } catch (IOException e) {
        throw new UncheckedIOException("writing a clip of the benchmark", e);
      }
    }

    @Override
    public Glance glance(ProviderJob job, String lane) {
      polled.add(job.value());
      return new Glance.Working(0.5, nextPoll);
    }

    @Override
    public PollResult<MediaResult> poll(ProviderJob job, Call call) {
      polled.add(job.value());
      return new PollResult.Working<>(0.5, nextPoll);
    }
  }
}
