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
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Fills a lane: gives out as many ready steps as capacity, rate and health allow, by the priority
/// of their project, then to the owner and the project that use the lane least, then in the order
/// of the film, then by age. In a fleet each goes to the least loaded member that can do it.
final class Dispatcher {
  /// A step and the lane that carries it out.
  record Placed(Step step, Lane place) {}

  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);
  private static final Duration RATE_PAUSE = Duration.ofSeconds(1);

  private static final int FEW_READY = Director.MAX_READY / 2;

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
    var lane = stores.lanes().find(handle, laneId).orElse(null);
    // Members of a fleet get their work through the fleet, so that one dispatcher shares it out.
    if (lane == null || !lane.isOpen() || lane.fleet() != null) {
      return Optional.empty();
    }
    var now = clock.instant();
    var inUse = stores.lanes().inUse(handle, laneId);
    var look = new Look(handle, now, inUse);
    var places =
        lane.kind() == Lane.Kind.FLEET ? stores.lanes().members(handle, laneId) : List.of(lane);
    var shares = places.stream().map(look::share).toList();
    var whole = lane.kind() == Lane.Kind.FLEET ? look.share(lane).free() : Integer.MAX_VALUE;
    var room = new Room(shares, whole);
    if (room.left() > 0) {
      // Not all that wait for a fleet can be done where there is room now.
      var most = places.size() > 1 ? Director.MAX_READY : room.left();
      var waiting = stores.lanes().ready(handle, laneId, most, now);
      for (var broken : waiting.broken()) {
        giveUp(handle, broken, now);
      }
      var chosen = choose(waiting.ready(), inUse, room);
      for (var placed : chosen) {
        lease(handle, placed, now);
      }
      orderMore(handle, chosen);
    }
    return earliest(stores.lanes().nextWake(handle, laneId, now).orElse(null), look.again());
  }

  /// A director orders only so many steps ahead. Where many begin and none ends for long, it has to
  /// hear that there is room for more. It is called once on the way down, so that small films and
  /// narrow lanes cost no look.
  private void orderMore(Handle handle, List<Placed> begun) {
    var ofRun = new TreeMap<String, List<Step>>();
    for (var placed : begun) {
      var step = placed.step();
      ofRun.computeIfAbsent(step.runId().value(), _ -> new ArrayList<>()).add(step);
    }
    ofRun.forEach(
        (run, steps) -> {
          var left = stores.steps().countReady(handle, new RunId(run));
          if (left < FEW_READY && left + steps.size() >= FEW_READY) {
            wakes.project(handle, steps.getFirst().slot().projectId());
          }
        });
  }

  private void giveUp(Handle handle, StepId broken, Instant now) {
    var error = new RunError("dispatching", "INTERNAL", "the stored step cannot be read");
    stores
        .steps()
        .giveUp(handle, broken, error, now)
        .ifPresent(project -> wakes.project(handle, project));
  }

  private void lease(Handle handle, Placed placed, Instant now) {
    var step = placed.step();
    var place = placed.place();
    if (!stores.steps().lease(handle, step.id(), place.id(), node, now)) {
      return;
    }
    if (!place.circuit().isClosed()) {
      var probing = new Circuit.HalfOpen(step.id(), place.circuit().times());
      var _ = stores.lanes().turn(handle, place.id(), place.circuit(), probing, now);
    }
    history.ofStep(handle, step, "step.leased", Map.of("lane", place.id()));
    wakes.step(handle, step.id(), step.lane());
  }

  /// What one look at a lane sees.
  private final class Look {
    private final Handle handle;
    private final Instant now;
    private final List<LaneStore.Use> inUse;
    private @Nullable Instant again;

    Look(Handle handle, Instant now, List<LaneStore.Use> inUse) {
      this.handle = handle;
      this.now = now;
      this.inUse = inUse;
    }

    Room.Share share(Lane lane) {
      var used = used(lane);
      if (!lane.isOpen()) {
        return new Room.Share(lane, used, 0);
      }
      return new Room.Share(lane, used, withinRate(lane, withinHealth(lane, room(lane) - used)));
    }

    /// Work that others come for is laid out ahead; how many may be at it is seen to when they
    /// come.
    private static int room(Lane lane) {
      return lane.kind() == Lane.Kind.PULL && lane.capacity() > 0
          ? Director.MAX_READY
          : lane.capacity();
    }

    private int used(Lane lane) {
      return inUse.stream()
          .filter(use -> lane.kind() == Lane.Kind.FLEET || use.place().equals(lane.id()))
          .mapToInt(LaneStore.Use::steps)
          .sum();
    }

    private int withinHealth(Lane lane, int free) {
      return switch (lane.circuit()) {
        case Circuit.Closed _ -> free;
        case Circuit.Open(var until, _) -> {
          if (until.isAfter(now)) {
            lookAgain(until);
            yield 0;
          }
          yield Math.min(free, 1);
        }
        case Circuit.HalfOpen(var probe, _) ->
            stores.steps().isHeld(handle, probe) ? 0 : Math.min(free, 1);
      };
    }

    private int withinRate(Lane lane, int free) {
      var rate = lane.ratePerMinute();
      if (rate == null || free <= 0) {
        return free;
      }
      var left = rate - stores.lanes().startsSince(handle, lane.id(), now.minus(RATE_WINDOW));
      if (left < free) {
        // The window slides on without anybody's call.
        lookAgain(now.plus(RATE_PAUSE));
      }
      return Math.min(free, left);
    }

    private void lookAgain(Instant at) {
      again = again == null || at.isBefore(again) ? at : again;
    }

    @Nullable Instant again() {
      return again;
    }
  }

  static List<Placed> choose(List<Candidate> ready, List<LaneStore.Use> inUse, Room room) {
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
    var chosen = new ArrayList<Placed>();
    while (room.left() > 0 && !waiting.isEmpty()) {
      var next = waiting.stream().min(urgency).orElseThrow();
      waiting.remove(next);
      var place = room.take(next.step().needs());
      if (place.isEmpty()) {
        // Room only gets less: what needs the same finds none either.
        waiting.removeIf(each -> each.step().needs().equals(next.step().needs()));
      } else {
        chosen.add(new Placed(next.step(), place.get()));
        ofOwner.merge(next.step().owner(), 1, Integer::sum);
        ofProject.merge(project(next), 1, Integer::sum);
      }
    }
    return chosen;
  }

  private static ProjectId project(Candidate candidate) {
    return candidate.step().slot().projectId();
  }

  private static Optional<Instant> earliest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return Optional.ofNullable(one == null ? other : one);
    }
    return Optional.of(one.isBefore(other) ? one : other);
  }
}
