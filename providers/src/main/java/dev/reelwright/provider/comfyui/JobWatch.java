package dev.reelwright.provider.comfyui;

import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.comfyui.Renderer.Sight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges from a server's queue whether a job still goes on: a job can vanish without a trace, wait
/// before a worker that has died, or run for ever. What is known is of this process alone; after a
/// restart it is found out anew. Thread-safe.
final class JobWatch {
  /// How long a job may be in neither queue nor history. Nothing is sure in the moment between.
  static final Duration GRACE = Duration.ofSeconds(5);

  /// How long a server may have work and do nothing.
  static final Duration IDLE = Duration.ofSeconds(20);

  /// How old a look at the queue may be.
  private static final Duration RECENT = Duration.ofMillis(1500);

  private final Duration patience;
  private final InstantSource clock;
  private final Map<String, Instant> absentSince = new HashMap<>();
  private final Map<String, Instant> runningSince = new HashMap<>();
  private final Set<String> givenUp = new HashSet<>();
  private @Nullable Instant idleSince;
  private @Nullable QueueView last;

  JobWatch(Duration patience, InstantSource clock) {
    this.patience = patience;
    this.clock = clock;
  }

  /// The last look at the queue, if it is new enough and knows the job.
  synchronized Optional<QueueView> recent(ComfyJob job) {
    var seen = last;
    return seen != null
            && seen.knows(job.id())
            && Duration.between(seen.at(), clock.instant()).compareTo(RECENT) < 0
        ? Optional.of(seen)
        : Optional.empty();
  }

  synchronized void saw(QueueView seen) {
    last = seen;
    if (!seen.isIdleAtWork()) {
      idleSince = null;
    } else if (idleSince == null) {
      idleSince = seen.at();
    }
  }

  /// @param queue null when the server does not say
  /// @return null while it goes on
  synchronized Sight.@Nullable Failed judge(ComfyJob job, @Nullable QueueView queue) {
    var now = clock.instant();
    var id = job.id();
    if (queue == null) {
      return isOver(job.orderedAt(), now, patience) ? tooLong() : null;
    }
    if (!queue.knows(id)) {
      var since = absentSince.computeIfAbsent(id, _ -> now);
      return isOver(since, now, GRACE)
          ? new Sight.Failed(
              RejectionReason.BROKEN_OFF,
              "the server knows nothing of the job any more; it was restarted, or somebody took the"
                  + " job out of its queue")
          : null;
    }
    absentSince.remove(id);
    if (queue.running().contains(id)) {
      var since = runningSince.computeIfAbsent(id, _ -> job.orderedAt());
      if (isOver(since, now, patience)) {
        givenUp.add(id);
        return tooLong();
      }
      return null;
    }
    // Once it runs, its time counts from then on.
    runningSince.put(id, now);
    if (idleSince != null && isOver(idleSince, now, IDLE)) {
      return new Sight.Failed(RejectionReason.SERVER_DOWN, doesNothing());
    }
    return isOver(job.orderedAt(), now, patience)
        ? new Sight.Failed(
            RejectionReason.TIMED_OUT,
            "the workflow waited %s seconds in the server's queue and never began"
                .formatted(patience.toSeconds()))
        : null;
  }

  /// Why nothing should be sent to a server whose queue looks like this.
  synchronized Optional<String> trouble(QueueView queue) {
    saw(queue);
    if (queue.running().stream().anyMatch(givenUp::contains)) {
      return Optional.of(
          "the server is still at a job that was given up because it took too long; restart it");
    }
    givenUp.clear();
    return idleSince != null && isOver(idleSince, clock.instant(), IDLE)
        ? Optional.of(doesNothing())
        : Optional.empty();
  }

  synchronized void forget(String id) {
    absentSince.remove(id);
    runningSince.remove(id);
  }

  private Sight.Failed tooLong() {
    return new Sight.Failed(
        RejectionReason.TIMED_OUT,
        "the workflow was not done after %s seconds; raise COMFYUI_TIMEOUT_SECONDS if it needs longer"
            .formatted(patience.toSeconds()));
  }

  private static String doesNothing() {
    return "the server takes work and does none of it: its worker has stopped; restart it";
  }

  private static boolean isOver(Instant since, Instant now, Duration limit) {
    return Duration.between(since, now).compareTo(limit) > 0;
  }
}
