package dev.reelwright.provider.comfyui;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Glancing.Glance;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.comfyui.Renderer.Handed;
import dev.reelwright.provider.comfyui.Renderer.OutputFile;
import dev.reelwright.provider.comfyui.Renderer.Sight;
import dev.reelwright.provider.comfyui.Renderer.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What pictures and clips have in common: hand the work to the server that the call's lane stands
/// for, look after it there, bring its file home. Thread-safe.
final class ComfyCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ComfyCalls.class);
  private static final Money NOTHING = Money.zero(Money.USD);
  private static final int FETCHES = 3;

  /// How long a server may say nothing before its jobs go to another one.
  static final Duration GONE = Duration.ofSeconds(20);

  private final List<Renderer> servers;
  private final Duration pollInterval;
  private final InstantSource clock;
  private final Map<String, Instant> silentSince = new ConcurrentHashMap<>();

  /// @param servers at least one
  ComfyCalls(List<Renderer> servers, Duration pollInterval, InstantSource clock) {
    this.servers = List.copyOf(servers);
    this.pollInterval = pollInterval;
    this.clock = clock;
  }

  static Capabilities capabilities(String template) {
    return new Capabilities(ComfyUiStudio.PROVIDER, template, ComfyUiStudio.LANE, false, true);
  }

  /// @param isPicture whether the request brings a picture to begin with
  static Quote quote(Shelf.Found workflow, boolean isPicture) {
    return switch (workflow) {
      case Shelf.Found.Usable(var template) ->
          template
              .drops(isPicture)
              .<Quote>map(Quote.Refused::new)
              .orElseGet(() -> new Quote.Priced(NOTHING));
      case Shelf.Found.Broken(var why) -> new Quote.Refused(why);
    };
  }

  SubmitResult<MediaResult> submit(Template template, Wishes wishes, Call call)
      throws InterruptedException {
    var server = serverOf(call.lane());
    call.progress().progressed(0, "handing the workflow to " + name(server));
    var work = new Work(call.attempt().value(), wishes.pictures(), template, wishes.values());
    return switch (server.hand(work)) {
      case Handed.Taken(var id) -> new SubmitResult.Accepted<>(job(id, server));
      case Handed.Refused(var reason, var why) -> new SubmitResult.Rejected<>(reason, why);
      case Handed.Unknown(var cause) -> new SubmitResult.Unknown<>(cause);
    };
  }

  Optional<ProviderJob> find(Call call) throws IOException, InterruptedException {
    var server = serverOf(call.lane());
    var asked = clock.instant();
    try {
      var found = server.find(call.attempt().value());
      silentSince.remove(name(server));
      return found.map(id -> job(id, server));
    } catch (IOException e) {
      if (!isGone(server, asked)) {
        throw e;
      }
      // Whatever became of it there, nobody gets it from there.
      LOG.warn("server={} does not answer; an order is sent to another one", name(server), e);
      return Optional.empty();
    }
  }

  Glance glance(ProviderJob reference) throws IOException, InterruptedException {
    var job = ComfyJob.of(reference);
    var server = job.flatMap(this::having);
    if (server.isEmpty()) {
      return new Glance.MaybeOver();
    }
    return server
        .get()
        .glance(job.get())
        .<Glance>map(fraction -> new Glance.Working(fraction, pollInterval))
        .orElseGet(Glance.MaybeOver::new);
  }

  /// @param choice which of the files is wanted
  /// @param check brings a whole file of the right kind home, without what it tells of its making
  PollResult<MediaResult> poll(
      ProviderJob reference,
      Call call,
      Function<List<OutputFile>, Optional<OutputFile>> choice,
      Cleaning check)
      throws IOException, InterruptedException {
    var known = ComfyJob.of(reference);
    var having = known.flatMap(this::having);
    if (having.isEmpty()) {
      return failed(
          RejectionReason.PROVIDER_FAILURE,
          "no server here has the job %s; was a server taken out of COMFYUI_URL?"
              .formatted(reference.value()));
    }
    var server = having.get();
    Sight sight;
    var asked = clock.instant();
    try {
      sight = server.look(known.get(), call.scratch());
      silentSince.remove(name(server));
    } catch (IOException e) {
      if (!isGone(server, asked)) {
        throw e;
      }
      LOG.warn("server={} does not answer; its job is given to another one", name(server), e);
      return failed(
          RejectionReason.SERVER_DOWN,
          "the server does not answer: " + Words.fit(String.valueOf(e.getMessage())));
    }
    return switch (sight) {
      case Sight.Working(var fraction) -> new PollResult.Working<>(fraction, pollInterval);
      case Sight.Failed(var reason, var why) -> failed(elsewhere(reason), why);
      case Sight.Done(var files) -> {
        var chosen = choice.apply(files);
        yield chosen.isEmpty()
            ? failed(
                RejectionReason.UNUSABLE_ANSWER,
                "the workflow ended well and saved no file that could be used")
            : fetched(server, chosen.get(), call.scratch(), check);
      }
    };
  }

  /// Where there is another server, nobody waits for one that may never come back.
  private boolean isGone(Renderer server, Instant asked) {
    var since = silentSince.computeIfAbsent(name(server), _ -> asked);
    return servers.size() > 1 && Duration.between(since, clock.instant()).compareTo(GONE) > 0;
  }

  /// A file of a server, made fit to be kept.
  @FunctionalInterface
  interface Cleaning {
    /// @throws IOException when it is not whole; fetching it again may help
    /// @throws MediaFile.WrongKind when it is something else
    Path clean(Path fetched, Path scratch) throws IOException, MediaFile.WrongKind;
  }

  private PollResult<MediaResult> fetched(
      Renderer server, OutputFile file, Path scratch, Cleaning check)
      throws IOException, InterruptedException {
    var why = "";
    for (int fetch = 1; fetch <= FETCHES; fetch++) {
      var here = file.here();
      var target =
          scratch.resolve("fetched-" + fetch + file.extension().replaceAll("[^.a-z0-9]", ""));
      if (here != null) {
        target = here;
      } else if (!server.fetch(file, target)) {
        return failed(
            RejectionReason.BROKEN_OFF,
            "the server names a file that is not there any more; it will be made anew");
      }
      try {
        var clean = check.clean(target, scratch);
        return new PollResult.Delivered<>(
            new MediaResult(clean, Map.of("server", name(server), "node", file.node())), NOTHING);
      } catch (MediaFile.WrongKind e) {
        return failed(RejectionReason.UNUSABLE_ANSWER, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        LOG.info("server={} a file came in pieces", name(server), e);
        why = String.valueOf(e.getMessage());
      }
    }
    return failed(RejectionReason.PROVIDER_FAILURE, "the file that came is not whole: " + why);
  }

  boolean cancel(ProviderJob reference) throws InterruptedException {
    var job = ComfyJob.of(reference);
    var server = job.flatMap(this::having);
    if (server.isEmpty()) {
      return true;
    }
    try {
      return server.get().cancel(job.get().id());
    } catch (IOException e) {
      LOG.info("job={} could not be cancelled", reference.value(), e);
      return false;
    }
  }

  /// Where there are other servers, one of them may be quicker.
  private RejectionReason elsewhere(RejectionReason reason) {
    return reason == RejectionReason.TIMED_OUT && servers.size() > 1
        ? RejectionReason.BROKEN_OFF
        : reason;
  }

  /// A lane that is no server's stands for the first one.
  private Renderer serverOf(String lane) {
    return servers.stream()
        .filter(server -> name(server).equals(lane))
        .findFirst()
        .orElseGet(servers::getFirst);
  }

  private Optional<Renderer> having(ComfyJob job) {
    return servers.stream().filter(server -> name(server).equals(job.server())).findFirst();
  }

  private ProviderJob job(String id, Renderer server) {
    return new ComfyJob(id, name(server), clock.instant().truncatedTo(ChronoUnit.SECONDS))
        .written();
  }

  private static String name(Renderer server) {
    return server.server().name();
  }

  private static PollResult<MediaResult> failed(RejectionReason reason, String why) {
    return new PollResult.Failed<>(reason, why, NOTHING);
  }
}
