package dev.reelwright.engine;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Generator;
import dev.reelwright.provider.Glancing;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.MusicRequest;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.provider.VideoRequest;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The provider `pull`: its models are `LANE/MODEL`, and what it is asked for waits in the database
/// until an outside worker comes for it (`PullLanes`). It costs nothing, so nothing is lost when
/// work is done twice. All other providers are passed on. Thread-safe.
public final class PullStudio implements Studio {
  public static final String PROVIDER = "pull";

  // Lanes of this machine's own are called so.
  private static final Pattern MODEL =
      Pattern.compile("(?!local-)([a-zA-Z0-9][a-zA-Z0-9._-]{0,63})/(\\S.{0,199})");

  // Whoever delivers wakes the step; this is for leases that run out, and for wakes that are lost.
  private static final Duration NEXT_LOOK = Duration.ofSeconds(15);
  private static final Money NOTHING = Money.zero(Money.USD);

  private final PullStore jobs = new PullStore();
  private final Studio others;
  private final Database database;
  private final BlobStore blobs;
  private final InstantSource clock;

  public PullStudio(Studio others, Database database, BlobStore blobs, InstantSource clock) {
    this.others = others;
    this.database = database;
    this.blobs = blobs;
    this.clock = clock;
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return others.storyboarder(choice);
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return isPull(choice) ? place(choice).map(Images::new) : others.images(choice);
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return isPull(choice) ? place(choice).map(Videos::new) : others.videos(choice);
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return isPull(choice) ? place(choice).map(Speech::new) : others.speech(choice);
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return isPull(choice) ? place(choice).map(Music::new) : others.music(choice);
  }

  @Override
  public List<Provider> providers() {
    return others.providers();
  }

  private record Place(String lane, String model) {}

  private static boolean isPull(ModelChoice choice) {
    return choice.provider().equals(PROVIDER);
  }

  private static Optional<Place> place(ModelChoice choice) {
    var parts = MODEL.matcher(choice.model());
    return parts.matches()
        ? Optional.of(new Place(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  private abstract class Maker<Q> implements Generator<Q, MediaResult>, Glancing {
    private final Place place;
    private final PullKind kind;

    Maker(Place place, PullKind kind) {
      this.place = place;
      this.kind = kind;
    }

    abstract Map<String, Object> request(Q request);

    Map<String, InputFile> inputs(Q request) {
      return Map.of();
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(PROVIDER, place.model(), place.lane(), true, true);
    }

    @Override
    public Quote quote(Q request) {
      return new Quote.Priced(NOTHING);
    }

    @Override
    public SubmitResult<MediaResult> submit(Q request, Call call) {
      var inputs = new HashMap<String, PullStore.StoredInput>();
      inputs(request)
          .forEach(
              (name, file) ->
                  inputs.put(
                      name, new PullStore.StoredInput(file.hash().value(), file.mediaType())));
      var id = call.attempt().value();
      var lane = call.lane().isEmpty() ? place.lane() : call.lane();
      database.update(
          handle ->
              jobs.post(
                  handle,
                  id,
                  lane,
                  kind,
                  place.model(),
                  request(request),
                  inputs,
                  clock.instant()));
      return new SubmitResult.Accepted<>(new ProviderJob(id));
    }

    @Override
    public Optional<ProviderJob> find(Q request, Call call) {
      return database
          .read(handle -> jobs.find(handle, call.attempt().value()))
          .map(job -> new ProviderJob(job.id()));
    }

    @Override
    public Optional<Duration> findIsSureAfter() {
      return Optional.of(Duration.ZERO);
    }

    @Override
    public Glance glance(ProviderJob name, String lane) {
      var job = read(name);
      return job.isPresent() && isUnderWay(job.get())
          ? new Glance.Working(job.get().fraction(), NEXT_LOOK)
          : new Glance.MaybeOver();
    }

    @Override
    public PollResult<MediaResult> poll(ProviderJob name, Call call) throws IOException {
      var found = read(name);
      if (found.isEmpty()) {
        return failed(RejectionReason.PROVIDER_FAILURE, "the work is not on offer any more");
      }
      var job = found.get();
      return switch (job.state()) {
        case WAITING, CLAIMED ->
            isUnderWay(job)
                ? new PollResult.Working<>(job.fraction(), NEXT_LOOK)
                : failed(
                    RejectionReason.PROVIDER_FAILURE,
                    "%d workers took the work and none came back with it"
                        .formatted(PullStore.MOST_LOST));
        case DELIVERED ->
            new PollResult.Delivered<>(
                new MediaResult(
                    blobs.localFile(Objects.requireNonNull(job.result())),
                    Map.of("token", job.token())),
                NOTHING);
        case FAILED ->
            failed(
                Objects.requireNonNullElse(job.reason(), RejectionReason.PROVIDER_FAILURE),
                Objects.requireNonNullElse(job.message(), ""));
        case WITHDRAWN -> failed(RejectionReason.PROVIDER_FAILURE, "the work was taken back");
      };
    }

    @Override
    public boolean cancel(ProviderJob name) {
      return database.write(handle -> jobs.withdraw(handle, name.value(), clock.instant()));
    }

    private Optional<PullStore.Job> read(ProviderJob name) {
      return database.read(handle -> jobs.find(handle, name.value()));
    }

    private boolean isUnderWay(PullStore.Job job) {
      return switch (job.state()) {
        case WAITING -> true;
        case CLAIMED -> !job.isAbandoned(clock.instant()) || job.lost() + 1 < PullStore.MOST_LOST;
        case DELIVERED, FAILED, WITHDRAWN -> false;
      };
    }

    private PollResult<MediaResult> failed(RejectionReason reason, String message) {
      return new PollResult.Failed<>(reason, message, NOTHING);
    }
  }

  private final class Images extends Maker<ImageRequest> implements ImageGenerator {
    Images(Place place) {
      super(place, PullKind.IMAGE);
    }

    @Override
    Map<String, Object> request(ImageRequest request) {
      var members = new HashMap<String, Object>();
      members.put("prompt", request.prompt());
      members.put("negative", request.negative());
      members.put("style", request.style());
      members.put("moment", request.moment());
      members.put("seed", request.seed());
      members.put("extra", request.extra());
      size(members, request.format());
      return members;
    }

    @Override
    Map<String, InputFile> inputs(ImageRequest request) {
      return named("reference", request.reference());
    }
  }

  private final class Videos extends Maker<VideoRequest> implements VideoGenerator {
    Videos(Place place) {
      super(place, PullKind.VIDEO);
    }

    @Override
    Map<String, Object> request(VideoRequest request) {
      var members = new HashMap<String, Object>();
      members.put("prompt", request.motion());
      members.put("scene", request.scene());
      members.put("negative", request.negative());
      members.put("style", request.style());
      members.put("lengthMillis", request.lengthMillis());
      members.put("sound", request.withSound());
      members.put("seed", request.seed());
      members.put("extra", request.extra());
      size(members, request.format());
      members.put("fps", request.format().fpsNumerator() + "/" + request.format().fpsDenominator());
      return members;
    }

    @Override
    Map<String, InputFile> inputs(VideoRequest request) {
      var files = new HashMap<>(named("firstFrame", request.firstFrame()));
      files.putAll(named("lastFrame", request.lastFrame()));
      return files;
    }
  }

  private final class Speech extends Maker<SpeechRequest> implements SpeechSynthesizer {
    Speech(Place place) {
      super(place, PullKind.SPEECH);
    }

    @Override
    public boolean speaks(String language) {
      return true;
    }

    @Override
    Map<String, Object> request(SpeechRequest request) {
      return Map.of(
          "text", request.text(),
          "language", request.language(),
          "fitMillis", request.fitMillis());
    }
  }

  private final class Music extends Maker<MusicRequest> implements MusicGenerator {
    Music(Place place) {
      super(place, PullKind.MUSIC);
    }

    @Override
    Map<String, Object> request(MusicRequest request) {
      return Map.of(
          "mood", request.mood(),
          "lengthMillis", request.lengthMillis(),
          "seed", request.seed());
    }
  }

  private static void size(Map<String, Object> members, Format format) {
    members.put("width", format.widthPixels());
    members.put("height", format.heightPixels());
  }

  private static Map<String, InputFile> named(String name, @Nullable InputFile file) {
    return file == null ? Map.of() : Map.of(name, file);
  }
}
