package dev.reelwright.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.reelwright.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scheduler behind the three loops. Control (director, dispatcher) and work have a scheduler
/// each, so that a long download never starves a decision.
///
/// The row of a project or lane stays as long as the thing exists. Completion puts it far away and
/// only then reads the wake counter again: whoever raises the counter either finds the row idle and
/// pulls it, or finds it running, and then the counter is read after it was raised.
final class Loops implements AutoCloseable {
  /// How a step goes on after it was carried out.
  ///
  /// @param wakeAt when to look again, or empty when this was all
  /// @param cancelSeen whether the worker knew that it should end
  /// @param isWatched whether the watch wakes it, so that it needs no row here
  record Next(Optional<Instant> wakeAt, boolean cancelSeen, boolean isWatched) {
    static final Next NOTHING = new Next(Optional.empty(), false, false);
  }

  /// What the loops do; each is run for one key at a time in the whole cluster.
  ///
  /// @param advance looks at a project (its id)
  /// @param projectWake its wake counter
  /// @param fill looks at a lane; answers when to look again even if nobody calls
  /// @param laneWake its wake counter
  /// @param carryOut works on a step
  /// @param isWaiting whether a step still waits for a worker although its row was about to be put
  ///   away
  record Bodies(
      Function<String, Optional<Instant>> advance,
      ToLongFunction<String> projectWake,
      Function<String, Optional<Instant>> fill,
      ToLongFunction<String> laneWake,
      Function<String, Next> carryOut,
      ToWaiting isWaiting) {
    interface ToWaiting {
      boolean isWaiting(String step, Next outcome);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
  private static final String DIRECTOR = "director";
  private static final String DISPATCHER = "dispatcher";
  private static final String WORKER = "worker";

  /// Far enough for a row that waits to be called; both databases can store it.
  static final Instant IDLE = Instant.parse("9000-01-01T00:00:00Z");

  // Each scheduler takes the other's tasks, and those of other nodes, for unknown ones. It must
  // never clean them up.
  private static final Duration NEVER = Duration.ofDays(365_000);
  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  static final int MISSED_HEARTBEATS = 4;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int CONTROL_BATCH = 32;
  private static final int WORK_BATCH = 128;
  private static final int PULLS = 10;

  private final Database database;
  private final String node;
  private final InstantSource clock;
  private final CustomTask<Void> director;
  private final CustomTask<Void> dispatcher;
  private final Scheduler control;
  private final Scheduler work;

  Loops(Database database, EngineSettings settings, InstantSource clock, Bodies bodies) {
    this.database = database;
    this.node = settings.node();
    this.clock = clock;
    this.director =
        task(DIRECTOR, (instance, _) -> watched(instance, bodies.advance(), bodies.projectWake()));
    this.dispatcher =
        task(DISPATCHER, (instance, _) -> watched(instance, bodies.fill(), bodies.laneWake()));
    ExecutionHandler<Void> carryOut = (instance, _) -> worked(instance, bodies);
    this.control = scheduler("control", settings, CONTROL_BATCH, director, dispatcher);
    this.work =
        scheduler(
            "work", settings, WORK_BATCH, task(WORKER, carryOut), task(workerOf(node), carryOut));
  }

  /// Starts both schedulers. What a dead process of this node's name was doing is due at once.
  void start() {
    database.update(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE scheduled_tasks SET picked = :no, picked_by = NULL, last_heartbeat = NULL,
                                               version = version + 1
                     WHERE picked = :yes AND picked_by IN (:control, :work)
                    """)
                .bind("no", false)
                .bind("yes", true)
                .bind("control", schedulerName("control"))
                .bind("work", schedulerName("work"))
                .execute());
    control.start();
    work.start();
  }

  void pullProject(String project) {
    pull(control, director.instance(project), clock.instant());
  }

  void pullLane(String lane) {
    pull(control, dispatcher.instance(lane), clock.instant());
  }

  /// Has a step carried out now.
  ///
  /// @param lane its lane; a local one says which node must do it
  void pullStep(String step, String lane) {
    pull(work, new TaskInstance<>(workerTask(lane), step), clock.instant());
  }

  static String workerTask(String lane) {
    var at = lane.indexOf('@');
    return at < 0 ? WORKER : workerOf(lane.substring(at + 1));
  }

  @Override
  public void close() {
    control.stop();
    work.stop();
  }

  private static String workerOf(String node) {
    return WORKER + "@" + node;
  }

  private CompletionHandler<Void> watched(
      TaskInstance<Void> instance,
      Function<String, Optional<Instant>> body,
      ToLongFunction<String> wakeCounter) {
    var id = instance.getId();
    var seen = wakeCounter.applyAsLong(id);
    var next = body.apply(id);
    return (completed, operations) -> {
      operations.reschedule(completed, next.orElse(IDLE));
      if (wakeCounter.applyAsLong(id) != seen) {
        pull(control, instance, clock.instant());
      }
    };
  }

  private CompletionHandler<Void> worked(TaskInstance<Void> instance, Bodies bodies) {
    var next = bodies.carryOut().apply(instance.getId());
    return (completed, operations) -> {
      if (next.wakeAt().isPresent() && !next.isWatched()) {
        operations.reschedule(completed, next.wakeAt().get());
      } else {
        operations.remove();
      }
      // Given out again, or told to end, while its row was still here.
      if (bodies.isWaiting().isWaiting(instance.getId(), next)) {
        pull(work, instance, clock.instant());
      }
    };
  }

  /// Makes a row due. A row that is running is left alone, because whoever runs it looks again
  /// afterwards.
  private void pull(Scheduler scheduler, TaskInstance<Void> instance, Instant at) {
    for (var pulls = 1; ; pulls++) {
      try {
        var row = scheduler.getScheduledExecution(instance);
        if (row.isPresent() && row.get().isPicked()) {
          return;
        }
        if (row.isPresent() && !row.get().getExecutionTime().isAfter(at)) {
          scheduler.triggerCheckForDueExecutions();
          return;
        }
        if (scheduler.schedule(instance, at, ScheduleOptions.WHEN_EXISTS_RESCHEDULE)) {
          return;
        }
      } catch (TaskInstanceCurrentlyExecutingException _) {
        return;
      } catch (DbSchedulerException e) {
        // Somebody moved the row between our look and our write: look again.
        LOG.debug("{} moved while it was woken", instance, e);
      }
      if (pulls == PULLS) {
        LOG.warn("{} could not be woken; the sweep will do it", instance);
        return;
      }
    }
  }

  private static CustomTask<Void> task(String name, ExecutionHandler<Void> handler) {
    return Tasks.custom(name, Void.class)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
        .onDeadExecutionRevive()
        .execute(handler);
  }

  private Scheduler scheduler(
      String role, EngineSettings settings, int batch, CustomTask<?>... tasks) {
    return Scheduler.create(database.schedulerDataSource(), tasks)
        .jdbcCustomization(database.schedulerCustomization())
        .schedulerName(new SchedulerName.Fixed(schedulerName(role)))
        .clock(clock::instant)
        .executorService(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(role + "-", 0).factory()))
        .threads(batch)
        .pollUsingFetch(0.5, 1.0)
        .pollingInterval(POLLING)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .deleteUnresolvedAfter(NEVER)
        .shutdownMaxWait(settings.shutdownWait())
        .enableImmediateExecution()
        .build();
  }

  private String schedulerName(String role) {
    return role + "@" + node;
  }
}
