package dev.reelwright.engine;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.event.EventStore;
import dev.reelwright.ledger.Attempt;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.store.Database;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import dev.reelwright.take.TakeStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Lanes of the kind `PULL`, as outside workers use them: they claim work under a lease, say that
/// they live, and deliver a file or say why there is none. A lease that runs out gives the work to
/// the next who asks, under a higher token; whoever holds a lower one is late. Work that a project
/// has ordered comes here when its model is `LANE/MODEL` of the provider `pull`. Thread-safe.
public final class PullLanes {
  public static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);
  public static final Duration LONGEST_LEASE = Duration.ofHours(1);
  public static final int LONGEST_MESSAGE = 500;

  /// What a worker can do.
  ///
  /// @param worker its name, for people
  /// @param models the models it has; empty for any
  /// @param kinds what it makes; empty for everything
  /// @param lease how long it may be silent, `SHORTEST_LEASE`..`LONGEST_LEASE`
  public record Wish(String worker, Set<String> models, Set<PullKind> kinds, Duration lease) {
    public Wish {
      if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
        throw new IllegalArgumentException(
            "a lease must last %s to %s: %s".formatted(SHORTEST_LEASE, LONGEST_LEASE, lease));
      }
      models = Set.copyOf(models);
      kinds = kinds.isEmpty() ? Set.of(PullKind.values()) : Set.copyOf(kinds);
    }
  }

  /// A file that goes into the work.
  public record Input(BlobHash hash, String mediaType) {}

  /// Work in a worker's hands.
  ///
  /// @param token proves that it is still theirs
  /// @param request what to make; its members depend on the kind
  /// @param inputs files that go into it, by name: `firstFrame`, `lastFrame`, `reference`
  public record Work(
      String job,
      long token,
      Instant leaseUntil,
      PullKind kind,
      String model,
      ProjectId project,
      String owner,
      Map<String, Object> request,
      Map<String, Input> inputs) {}

  /// What became of a result.
  public enum Delivery {
    TAKEN,
    /// The work is somebody else's now, or nobody wants it any more; the file is kept as a take.
    LATE_AND_KEPT,
    /// As before, and there is nothing left that it could be a take of.
    LATE
  }

  private final PullStore jobs = new PullStore();
  private final LaneStore lanes = new LaneStore();
  private final StepStore steps = new StepStore();
  private final AttemptStore attempts = new AttemptStore();
  private final TakeStore takes = new TakeStore();
  private final AssetStore assets;
  private final Database database;
  private final Engine engine;
  private final History history;
  private final InstantSource clock;

  public PullLanes(Database database, BlobStore blobs, Engine engine) {
    this(database, blobs, engine, engine.clock());
  }

  PullLanes(Database database, BlobStore blobs, Engine engine, InstantSource clock) {
    this.database = database;
    this.assets = new AssetStore(blobs);
    this.engine = engine;
    this.clock = clock;
    this.history = new History(new EventStore(database), clock);
  }

  /// Hands out work. Nothing while the lane is paused, drains, or has as many workers at work as it
  /// has capacity.
  ///
  /// @throws IllegalArgumentException when there is no such lane, or others do its work
  public Optional<Work> claim(String lane, Wish wish) {
    // Most who ask find nothing, and a look that writes nothing disturbs nobody.
    return database.read(handle -> next(handle, lane, wish)).isEmpty()
        ? Optional.empty()
        : database.write(
            handle -> {
              // One claim of a lane after the other, so that together they keep to its capacity.
              lanes.raiseWake(handle, lane);
              var now = clock.instant();
              return next(handle, lane, wish)
                  .filter(id -> jobs.claim(handle, id, wish.worker(), now.plus(wish.lease()), now))
                  .flatMap(id -> jobs.find(handle, id))
                  .map(
                      job -> {
                        tell(handle, job, "pull.claimed", Map.of("token", job.token()));
                        return work(job);
                      });
            });
  }

  private Optional<String> next(Handle handle, String name, Wish wish) {
    var lane =
        lanes
            .find(handle, name)
            .filter(each -> each.kind() == Lane.Kind.PULL)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no lane " + name + " to take work from"));
    var now = clock.instant();
    return lane.isOpen() && jobs.claimed(handle, name, now) < lane.capacity()
        ? jobs.next(handle, name, wish, now)
        : Optional.empty();
  }

  /// The work under a name, whoever has it.
  public Optional<Work> find(String lane, String job) {
    return database.read(
        handle ->
            jobs.find(handle, job).filter(each -> each.lane().equals(lane)).map(PullLanes::work));
  }

  /// Says that a worker lives and how far it is.
  ///
  /// @param fraction done so far, 0..1
  /// @return how long its lease lasts now, or empty when it is late and should stop
  public Optional<Instant> heartbeat(String job, long token, Duration lease, double fraction) {
    var until = clock.instant().plus(lease);
    return database.write(
        handle ->
            jobs.extend(handle, job, token, until, fraction, clock.instant())
                ? Optional.of(until)
                : Optional.empty());
  }

  /// Brings a result. The same result twice is the same as once.
  ///
  /// @param file its bytes are in the blob store, its row is not stored
  public Delivery deliver(String job, long token, Asset file) {
    return database.writeDurably(
        handle -> {
          if (jobs.deliver(handle, job, token, file.blob(), clock.instant())) {
            jobs.find(handle, job)
                .ifPresent(
                    done -> {
                      tell(handle, done, "pull.delivered", Map.of("token", token));
                      wake(handle, done);
                    });
            return Delivery.TAKEN;
          }
          var found = jobs.find(handle, job).orElse(null);
          if (found != null
              && found.state() == PullStore.State.DELIVERED
              && found.token() == token
              && file.blob().equals(found.result())) {
            return Delivery.TAKEN;
          }
          return found != null && token > 0 && token <= found.token()
              ? keepLate(handle, found, token, file)
              : Delivery.LATE;
        });
  }

  /// Says why there is no result.
  ///
  /// @param message for people, at most `LONGEST_MESSAGE` characters
  /// @return false when the worker is late, and nobody asks any more
  public boolean fail(String job, long token, RejectionReason reason, String message) {
    return database.write(
        handle -> {
          if (!jobs.fail(handle, job, token, reason, message, clock.instant())) {
            return false;
          }
          jobs.find(handle, job)
              .ifPresent(
                  failed -> {
                    tell(handle, failed, "pull.failed", Map.of("reason", reason.name()));
                    wake(handle, failed);
                  });
          return true;
        });
  }

  /// Gives work back undone; the next who asks gets it.
  ///
  /// @return false when the worker is late
  public boolean release(String job, long token) {
    return database.write(
        handle -> {
          var isOurs = jobs.release(handle, job, token, clock.instant());
          if (isOurs) {
            jobs.find(handle, job)
                .ifPresent(each -> tell(handle, each, "pull.released", Map.of("token", token)));
          }
          return isOurs;
        });
  }

  /// What comes late was made all the same: it is kept as a take. It fills its slot only where
  /// nobody works on that any more and the slot still waits.
  private Delivery keepLate(Handle handle, PullStore.Job job, long token, Asset file) {
    var step = steps.find(handle, job.step()).orElse(null);
    var attempt = attempts.find(handle, new AttemptId(job.id())).orElse(null);
    if (step == null || attempt == null) {
      return Delivery.LATE;
    }
    var isThere =
        takes.ofSlot(handle, step.slot().key()).stream()
            .map(take -> assets.find(handle, take.assetId()))
            .flatMap(Optional::stream)
            .anyMatch(asset -> asset.blob().equals(file.blob()));
    if (isThere) {
      return Delivery.LATE_AND_KEPT;
    }
    assets.insert(handle, file);
    var take = take(step, attempt, file);
    var stored =
        job.state() == PullStore.State.WITHDRAWN
            ? takes.insertIfCurrent(handle, take)
            : takes.insert(handle, take);
    history.ofStep(
        handle,
        step,
        Films.TAKE_STORED,
        Map.of(
            "take", stored.id().value(),
            "asset", stored.assetId().value(),
            "selected", stored.selected(),
            "origin", stored.origin().name()));
    tell(handle, job, "pull.late", Map.of("token", token));
    engine.wake(handle, job.project());
    return Delivery.LATE_AND_KEPT;
  }

  private Take take(Step step, Attempt attempt, Asset file) {
    var length = file.facts().length();
    return new Take(
        TakeId.fresh(),
        step.slot(),
        attempt.digest(),
        file.id(),
        attempt.provider(),
        attempt.model(),
        length == null ? Map.of() : Map.of(ShotLengths.LENGTH_MILLIS, length.toMillis()),
        attempt.seed(),
        null,
        attempt.lane(),
        TakeOrigin.GENERATED,
        false,
        false,
        step.runId().value(),
        null,
        clock.instant());
  }

  /// Has the worker of the step look at once.
  private void wake(Handle handle, PullStore.Job job) {
    if (steps.rouse(handle, job.step(), clock.instant())) {
      engine.wakeStep(handle, job.step(), job.lane());
    }
  }

  private void tell(Handle handle, PullStore.Job job, String kind, Map<String, Object> data) {
    steps.find(handle, job.step()).ifPresent(step -> history.ofStep(handle, step, kind, data));
  }

  private static Work work(PullStore.Job job) {
    @Nullable Instant until = job.leaseUntil();
    return new Work(
        job.id(),
        job.token(),
        until == null ? Instant.EPOCH : until,
        job.kind(),
        job.model(),
        job.project(),
        job.owner(),
        job.request(),
        job.inputs());
  }
}
