package dev.reelwright.engine;

import dev.reelwright.project.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds work without a due loop and has it looked at, item by item, so that one poisoned item
/// harms only itself. The rows of the scheduler may be lost; the domain's tables say what to do.
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final Duration SILENCE_OF_THE_DEAD =
      Duration.ofSeconds(15).multipliedBy(Loops.MISSED_HEARTBEATS);
  private static final int THOROUGH_EACH = 20;

  private record Orphan(StepId step, String lane) {}

  private final Stores stores;
  private final Wakes wakes;
  private final Casting casting;
  private final DatabaseClock clock;
  private final String node;
  private long sweeps;

  Sweep(Stores stores, Wakes wakes, Casting casting, DatabaseClock clock, String node) {
    this.stores = stores;
    this.wakes = wakes;
    this.casting = casting;
    this.clock = clock;
    this.node = node;
  }

  /// Called by one thread at a time. The first sweep, and one now and then, calls every project at
  /// work; the others call those that nobody seems to care for.
  void run() {
    var isThorough = sweeps++ % THOROUGH_EACH == 0;
    clock.adjust();
    stores.database().update(handle -> stores.lanes().keepAlive(handle, node, clock.instant()));
    inherit();
    each(stores.database().write(this::cancelStranded), wakes::pullProject);
    each(orphans(), orphan -> wakes.pullStep(orphan.step(), orphan.lane()));
    each(
        stores.database().read(handle -> stores.lanes().withReadySteps(handle, clock.instant())),
        wakes::pullLane);
    each(
        isThorough
            ? stores.database().read(stores.runs()::projectsAtWork)
            : stores.database().read(Sweep::forgottenProjects),
        wakes::pullProject);
  }

  /// Steps that stand ready for a run that is over: nobody will ever carry them out, and their
  /// slots would look taken to the runs that follow.
  private List<ProjectId> cancelStranded(Handle handle) {
    var stranded = stores.runs().overWithReadySteps(handle);
    stranded.forEach(run -> stores.steps().cancelOpen(handle, run.id(), clock.instant()));
    return stranded.stream().map(Run::projectId).distinct().toList();
  }

  /// Takes over the local work of nodes that are gone.
  private void inherit() {
    var silentSince = clock.instant().minus(SILENCE_OF_THE_DEAD);
    var abandoned =
        stores.database().read(handle -> stores.lanes().abandoned(handle, node, silentSince));
    each(
        abandoned,
        lane -> {
          var mine = casting.localTwin(lane);
          stores
              .database()
              .update(
                  handle -> {
                    stores.lanes().ensure(handle, mine, clock.instant());
                    var steps =
                        stores.lanes().rebind(handle, lane.id(), mine.id(), clock.instant());
                    handle.execute(
                        "DELETE FROM scheduled_tasks WHERE task_name = ?",
                        Loops.workerTask(lane.id()));
                    wakes.lane(handle, mine.id());
                    LOG.warn("node={} is gone, steps={} move to {}", lane.node(), steps, mine.id());
                  });
        });
  }

  /// Steps that were given out and have no row that would carry them out. Those that are watched
  /// need none, unless nobody watches.
  private List<Orphan> orphans() {
    var held =
        stores
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT id, lane FROM step
                             WHERE state IN ('LEASED', 'SUBMITTED')
                               AND (NOT watched OR cancel_asked OR wake_at < :longDue)
                               AND NOT EXISTS (SELECT 1 FROM scheduled_tasks
                                                WHERE task_name = 'worker' AND task_instance = step.id)
                            """)
                        .bind("longDue", clock.instant().minus(SILENCE_OF_THE_DEAD).toEpochMilli())
                        .map(
                            (rows, _) ->
                                new Orphan(new StepId(rows.getString(1)), rows.getString(2)))
                        .list());
    var orphans = new ArrayList<Orphan>();
    for (var step : held) {
      if (isOrphan(step)) {
        orphans.add(step);
      }
    }
    return orphans;
  }

  private boolean isOrphan(Orphan step) {
    return stores
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT 1 FROM scheduled_tasks
                         WHERE task_name = :task AND task_instance = :step
                        """)
                    .bind("task", Loops.workerTask(step.lane()))
                    .bind("step", step.step().value())
                    .mapTo(Integer.class)
                    .findOne()
                    .isEmpty());
  }

  /// Projects at work whose row is lost, or for which nothing is under way.
  private static List<ProjectId> forgottenProjects(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT project_id FROM run
             WHERE state NOT IN ('DONE', 'FAILED', 'STOPPED')
               AND state IN ('PLANNING', 'PRODUCING', 'FINISHING')
               AND (   NOT EXISTS (SELECT 1 FROM scheduled_tasks
                                    WHERE task_name = 'director' AND task_instance = run.project_id)
                    OR NOT EXISTS (SELECT 1 FROM step
                                    WHERE step.run_id = run.id
                                      AND step.state IN ('READY', 'LEASED', 'SUBMITTED')))
            """)
        .map((rows, _) -> new ProjectId(rows.getString(1)))
        .list();
  }

  private static <T> void each(List<T> items, Action<T> action) {
    for (var item : items) {
      try {
        action.on(item);
      } catch (RuntimeException e) {
        LOG.warn("the sweep could not help {}", item, e);
      }
    }
  }

  private interface Action<T> {
    void on(T item);
  }
}
