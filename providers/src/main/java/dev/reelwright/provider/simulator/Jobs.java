package dev.reelwright.provider.simulator;

import dev.reelwright.provider.simulator.Job.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The books: jobs, and what they are billed. A job is a few hundred bytes and there is a greatest
/// number of them, so that memory stays bounded. Thread-safe.
final class Jobs {
  static final int MAX_JOBS = 200_000;

  private final InstantSource clock;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, String> byKey = new HashMap<>();
  private final Map<String, String> byReference = new HashMap<>();
  private final Map<Operation, Long> requests = new EnumMap<>(Operation.class);
  private Duration jobLength = Duration.ofSeconds(2);

  Jobs(InstantSource clock) {
    this.clock = clock;
  }

  /// For jobs that are accepted from now on.
  synchronized void take(Duration newJobLength) {
    jobLength = newJobLength;
  }

  synchronized void count(Operation operation) {
    requests.merge(operation, 1L, Long::sum);
  }

  /// @param key the caller's idempotency key where the model honours one
  /// @return empty when there is no room for another job
  synchronized Optional<Job> accept(
      String model,
      String reference,
      @Nullable String key,
      Job.Order order,
      long micros,
      @Nullable Fault fault) {
    var known = key == null ? null : byKey.get(key);
    if (known != null) {
      return find(known);
    }
    if (jobs.size() >= MAX_JOBS) {
      return Optional.empty();
    }
    var now = clock.instant();
    var job =
        new Job(
            "sim-" + (jobs.size() + 1),
            reference,
            model,
            order,
            fault == Fault.JOB_COSTS_MORE ? 2 * micros : micros,
            now,
            fault == Fault.JOB_NEVER_ENDS ? null : now.plus(jobLength),
            fault == Fault.JOB_REFUSED,
            null);
    jobs.put(job.id(), job);
    byReference.put(reference, job.id());
    if (key != null) {
      byKey.put(key, job.id());
    }
    return Optional.of(job);
  }

  synchronized Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  synchronized Optional<Job> ofReference(String reference) {
    return Optional.ofNullable(byReference.get(reference)).flatMap(this::find);
  }

  /// Ends a job that runs; one that is over stays as it is.
  synchronized Optional<Job> cancel(String id, Cancellation how) {
    return Optional.ofNullable(
        jobs.computeIfPresent(
            id, (_, job) -> job.state(now()) == Job.State.RUNNING ? job.cancelled(how) : job));
  }

  synchronized List<Bill> bills() {
    var now = now();
    return jobs.values().stream()
        .map(
            job ->
                new Bill(
                    job.id(),
                    job.reference(),
                    job.model(),
                    job.state(now).name(),
                    job.billedMicros(now)))
        .toList();
  }

  synchronized Counter counter() {
    var now = now();
    var seen = new TreeSet<String>();
    var twice = new TreeSet<String>();
    int running = 0;
    int billed = 0;
    long micros = 0;
    for (var job : jobs.values()) {
      boolean isRunning = job.state(now) == Job.State.RUNNING;
      running += isRunning ? 1 : 0;
      billed += job.billedMicros(now) > 0 ? 1 : 0;
      micros += job.billedMicros(now);
      if ((isRunning || job.billedMicros(now) > 0) && !seen.add(job.reference())) {
        twice.add(job.reference());
      }
    }
    return new Counter(jobs.size(), running, billed, micros, new ArrayList<>(twice), requests);
  }

  Instant now() {
    return clock.instant();
  }
}
