package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// Films clips in jobs. How a job is ordered, looked at and read is the model family's.
abstract sealed class GoogleClips implements VideoGenerator permits VeoClips, OmniClips {
  /// What a look at a job shows.
  sealed interface Sight {
    record Working(double fraction) implements Sight {}

    record Inline(Path file) implements Sight {}

    record At(String address) implements Sight {}

    /// Refused for its content.
    record Filtered(String why) implements Sight {}

    record Broken(String why) implements Sight {}
  }

  /// Shorter sides above this are asked for in 1080p.
  private static final int SMALL_SIDE = 720;

  private final ObjectMapper json = new ObjectMapper();
  private final GoogleModel model;
  private final GoogleCalls calls;
  private final Fetcher fetcher;

  GoogleClips(GoogleModel model, GoogleCalls calls, Fetcher fetcher) {
    this.model = model;
    this.calls = calls;
    this.fetcher = fetcher;
  }

  abstract URI ordering();

  abstract ObjectNode order(VideoRequest request, int seconds, boolean sound, Call call)
      throws IOException;

  /// The job's name in an answer to an order; empty when there is none.
  abstract String nameOf(JsonNode accepted);

  abstract Wire.Reply.Answered look(String name, Path scratch)
      throws IOException, InterruptedException;

  abstract Sight sight(JsonNode answer);

  ObjectMapper json() {
    return json;
  }

  GoogleModel model() {
    return model;
  }

  GoogleCalls calls() {
    return calls;
  }

  /// The word for the size of a clip, where the model takes one.
  Optional<String> resolution(VideoRequest request, int seconds) {
    var words = model.resolutions();
    var side = Math.min(request.format().widthPixels(), request.format().heightPixels());
    boolean mayBeFull = model.fullHdSeconds() == 0 || model.fullHdSeconds() == seconds;
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(side > SMALL_SIDE && mayBeFull ? words.getLast() : words.getFirst());
  }

  @Override
  public Capabilities capabilities() {
    return calls.capabilities(model);
  }

  @Override
  public Quote quote(VideoRequest request) {
    return calls.quote(model, model.seconds(request.lengthMillis()), hasSound(request));
  }

  @Override
  public SubmitResult<MediaResult> submit(VideoRequest request, Call call)
      throws InterruptedException {
    int seconds = model.seconds(request.lengthMillis());
    boolean sound = hasSound(request);
    ObjectNode body;
    try {
      body = order(request, seconds, sound, call);
    } catch (IOException e) {
      return new SubmitResult.Rejected<>(
          RejectionReason.UNAVAILABLE, "a frame of the clip cannot be read: " + e.getMessage());
    }
    call.progress().progressed(0, "ordering the clip");
    var orderedAt = calls.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return calls.order(
        model,
        ordering(),
        body,
        false,
        call,
        answer -> {
          var name = nameOf(answer);
          return name.isEmpty()
              ? GoogleCalls.incomprehensible("the order was taken without a name", answer)
              : new SubmitResult.Accepted<>(new ClipJob(name, seconds, sound, orderedAt).job());
        });
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob reference, Call call)
      throws IOException, InterruptedException {
    var known = ClipJob.of(reference);
    if (known.isEmpty()) {
      return new PollResult.Failed<>(
          RejectionReason.INVALID_REQUEST,
          "Google has no job called " + reference.value(),
          Money.zero(Money.USD));
    }
    var job = known.get();
    var answer = look(job.name(), call.scratch());
    if (answer.status() == 401) {
      calls.endpoint().credentialsWereRefused();
    }
    if (answer.status() == 404) {
      return failed(job, RejectionReason.INVALID_REQUEST, "the job is not known any more");
    }
    if (answer.status() != 200) {
      throw new IOException(
          "asked for a clip, got %d: %s"
              .formatted(answer.status(), calls.refusals().message(answer)));
    }
    return switch (sight(answer.body())) {
      case Sight.Working(var fraction) -> working(job, fraction);
      case Sight.Filtered(var why) -> failed(job, RejectionReason.CONTENT_POLICY, why);
      case Sight.Broken(var why) -> failed(job, RejectionReason.PROVIDER_FAILURE, why);
      case Sight.Inline(var file) -> {
        Media.requireClip(file);
        yield delivered(job, file);
      }
      case Sight.At(var address) -> fetched(job, address, call);
    };
  }

  private PollResult<MediaResult> fetched(ClipJob job, String address, Call call)
      throws IOException, InterruptedException {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      // The address may be signed; it is not shown.
      throw new IOException("the clip's address cannot be read", e.getCause());
    }
    try {
      return delivered(job, fetcher.clip(uri, call.scratch()));
    } catch (Fetcher.Gone e) {
      return failed(job, RejectionReason.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private PollResult<MediaResult> working(ClipJob job, double fraction) {
    var age = Duration.between(job.orderedAt(), calls.clock().instant());
    return age.compareTo(calls.settings().patience()) > 0
        ? failed(
            job,
            RejectionReason.TIMED_OUT,
            "the clip was not done after %d seconds"
                .formatted(calls.settings().patience().toSeconds()))
        : new PollResult.Working<>(fraction, calls.settings().pollInterval());
  }

  private PollResult<MediaResult> delivered(ClipJob job, Path file) {
    return new PollResult.Delivered<>(
        new MediaResult(file, Map.of("seconds", job.seconds(), "sound", job.sound())), charge(job));
  }

  /// A job that was taken counts as paid, whatever came of it: the vendor bills by its own rules,
  /// and a budget must not be overdrawn meanwhile.
  private PollResult<MediaResult> failed(ClipJob job, RejectionReason reason, String why) {
    return new PollResult.Failed<>(reason, calls.refusals().shortened(why), charge(job));
  }

  private Money charge(ClipJob job) {
    return calls.charge(model, job.seconds(), job.sound());
  }

  private boolean hasSound(VideoRequest request) {
    return request.withSound() && model.hasSound();
  }
}
