package dev.reelwright.engine;

import dev.reelwright.engine.LaneStore.Candidate;
import dev.reelwright.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Fills a lane: gives out as many ready steps as capacity and rate allow, by the priority of their
/// project, then to the owner and the project that use the lane least, then in the order of the
/// film, then by age.
final class Dispatcher {
  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);
  private static final Duration RATE_PAUSE = Duration.ofSeconds(1);

  private final Stores stores;
  private final History history;
  private final Wakes wakes;
  private final String node;
  private final InstantSource clock;

  Dispatcher(Stores stores, History history, Wakes wakes, String node, InstantSource clock) {
    this.stores = stores;
    this.history = history;
    this.wakes = wakes;
    this.node = node;
    this.clock = clock;
  }

  /// @return when to look again even if nobody calls
  Optional<Instant> fill(String laneId) {
    return stores.database().write(handle -> fill(handle, laneId));
  }

  private Optional<Instant> fill(Handle handle, String laneId) {
    var lane = stores.lanes().find(handle, laneId);
    if (lane.isEmpty() || !lane.get().isOpen()) {
      return Optional.empty();
    }
    var now = clock.instant();
    var inUse = stores.lanes().inUse(handle, laneId);
    var free = lane.get().capacity() - inUse.stream().mapToInt(LaneStore.Use::steps).sum();
    var rate = lane.get().ratePerMinute();
    var allowed =
        rate == null
            ? free
            : Math.min(
                free, rate - stores.lanes().startsSince(handle, laneId, now.minus(RATE_WINDOW)));
    if (allowed > 0) {
      var ready = stores.lanes().ready(handle, laneId, allowed, now);
      for (var step : choose(ready, inUse, allowed)) {
        lease(handle, step, lane.get(), now);
      }
    }
    var next = stores.lanes().nextWake(handle, laneId, now);
    // The window slides on without anybody's call.
    return free > 0 && allowed < free ? Optional.of(earlier(next, now.plus(RATE_PAUSE))) : next;
  }

  private void lease(Handle handle, Step step, Lane lane, Instant now) {
    var worker = lane.node() == null ? node : lane.node();
    if (stores.steps().lease(handle, step.id(), worker, now)) {
      history.ofStep(handle, step, "step.leased", Map.of("lane", lane.id()));
      wakes.step(handle, step.id(), lane.id());
    }
  }

  static List<Step> choose(List<Candidate> ready, List<LaneStore.Use> inUse, int places) {
    var ofOwner = new HashMap<String, Integer>();
    var ofProject = new HashMap<ProjectId, Integer>();
    for (var use : inUse) {
      ofOwner.merge(use.owner(), use.steps(), Integer::sum);
      ofProject.merge(use.project(), use.steps(), Integer::sum);
    }
    var urgency =
        Comparator.comparingInt(Candidate::projectPriority)
            .reversed()
            .thenComparingInt(each -> ofOwner.getOrDefault(each.step().owner(), 0))
            .thenComparingInt(each -> ofProject.getOrDefault(project(each), 0))
            .thenComparingInt(each -> each.step().priority())
            .thenComparing(each -> each.step().createdAt())
            .thenComparing(each -> each.step().id().value());
    var waiting = new ArrayList<>(ready);
    var chosen = new ArrayList<Step>();
    while (chosen.size() < places && !waiting.isEmpty()) {
      var next = waiting.stream().min(urgency).orElseThrow();
      waiting.remove(next);
      chosen.add(next.step());
      ofOwner.merge(next.step().owner(), 1, Integer::sum);
      ofProject.merge(project(next), 1, Integer::sum);
    }
    return chosen;
  }

  private static ProjectId project(Candidate candidate) {
    return candidate.step().slot().projectId();
  }

  private static Instant earlier(Optional<Instant> one, Instant other) {
    return one.filter(other::isAfter).orElse(other);
  }
}
