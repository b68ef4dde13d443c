package dev.reelwright.line;

import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EngineListener;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunError;
import dev.reelwright.engine.RunState;
import dev.reelwright.event.EventStore;
import dev.reelwright.event.NewEvent;
import dev.reelwright.event.Rounds;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes jobs of one line in turn, so many at a time, has them made, and ends each once: what was
/// made is handed over first, then the job is over and the history says so, in one transaction. A
/// thread of its own looks whenever the engine has moved, and every second besides. Start it after
/// the engine.
public final class Foreman implements EngineListener, AutoCloseable {
  /// Kinds of the entries of the history that say that a job is over.
  public static final String COMPLETED = "job.completed";

  public static final String FAILED = "job.failed";

  /// A failure for which nobody but ourselves is to blame.
  public static final String INTERNAL = "internal_error";

  private static final Logger LOG = LoggerFactory.getLogger(Foreman.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int MOST_VAIN_TRIES = 10;

  /// How a line is run.
  ///
  /// @param atOnce jobs at a time
  /// @param patience how long a job may be held up (no provider, no room, no money) before it fails
  public record Rules(String line, int atOnce, Duration patience) {
    public Rules {
      if (atOnce < 1 || patience.isNegative() || patience.isZero()) {
        throw new IllegalArgumentException("a line that never moves: " + atOnce + ", " + patience);
      }
    }
  }

  private final Database database;
  private final Engine engine;
  private final LineStore lines = new LineStore();
  private final ProjectStore projects = new ProjectStore();
  private final EventStore events;
  private final LineWork work;
  private final LineHand hand;
  private final Rules rules;
  private final InstantSource clock;
  private final Rounds rounds;

  // Of the foreman's thread alone.
  private final Map<ProjectId, Integer> vain = new HashMap<>();
  private final Map<ProjectId, Instant> heldUpSince = new HashMap<>();
  private final Set<ProjectId> begun = new HashSet<>();
  private final List<LineListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<ProjectId> moved = ConcurrentHashMap.newKeySet();

  public Foreman(
      Database database,
      Engine engine,
      LineWork work,
      LineHand hand,
      Rules rules,
      InstantSource clock) {
    this.database = database;
    this.engine = engine;
    this.events = new EventStore(database);
    this.work = work;
    this.hand = hand;
    this.rules = rules;
    this.clock = clock;
    this.rounds = new Rounds("foreman-" + rules.line(), LOOK, this::look);
  }

  /// Goes on with all that was taken, and takes what waits.
  public void start() {
    engine.listen(this);
    rounds.start();
  }

  public void listen(LineListener listener) {
    listeners.add(listener);
  }

  /// A job was put in line.
  public void joined() {
    listeners.forEach(LineListener::queued);
    call();
  }

  /// Looks as soon as it can.
  public void call() {
    rounds.call();
  }

  /// Takes a job out of its line before or while it is made.
  ///
  /// @return false when it is over already, or none of this line
  public boolean cancel(ProjectId project, LineWork.Ending ending) {
    var waiting =
        database.write(
            handle -> {
              var job = lines.find(handle, project).filter(this::isOurs).orElse(null);
              if (job == null || job.state().isOver()) {
                return new Cancelled(false, null);
              }
              if (job.state() == LineState.TAKEN && engine.stop(handle, project)) {
                return new Cancelled(true, null);
              }
              if (lines.end(
                  handle, job, LineState.DEAD, ending.reason(), ending.error(), clock.instant())) {
                tell(handle, job, FAILED, ending);
                return new Cancelled(true, job);
              }
              return new Cancelled(false, null);
            });
    var ended = waiting.ended();
    if (ended != null) {
      listeners.forEach(listener -> listener.ended(ended, ending, false));
      hand.over(project);
    }
    call();
    return waiting.isGone();
  }

  /// @param ended the job, if it is over with that
  private record Cancelled(boolean isGone, @Nullable LineJob ended) {}

  @Override
  public void runChanged(Run run) {
    if (run.state().isFinal() || run.state() == RunState.BLOCKED) {
      call();
    }
  }

  @Override
  public void happened(NewEvent event) {
    var project = event.projectId();
    if (project != null && event.kind().equals("take.stored")) {
      moved.add(project);
      call();
    }
  }

  @Override
  public void close() {
    engine.ignore(this);
    rounds.close();
  }

  private void look() throws InterruptedException {
    var active = new HashSet<ProjectId>();
    for (var job : taken()) {
      if (!attend(job)) {
        active.add(job.project());
      }
    }
    vain.keySet().retainAll(active);
    heldUpSince.keySet().retainAll(active);
    begun.retainAll(active);
    while (active.size() < rules.atOnce() && !rounds.isClosed()) {
      var next = hand.next();
      if (next.isEmpty()) {
        break;
      }
      var job = take(next.get());
      if (job.isEmpty()) {
        hand.over(next.get());
      } else if (!attend(job.get())) {
        active.add(next.get());
      }
    }
    listeners.forEach(listener -> listener.active(active.size()));
  }

  private List<LineJob> taken() {
    return database.read(handle -> lines.in(handle, rules.line(), LineState.TAKEN, Page.MAX_LIMIT));
  }

  private Optional<LineJob> take(ProjectId project) {
    return database.write(
        handle ->
            lines.find(handle, project).filter(this::isOurs).isPresent()
                    && lines.take(handle, project, clock.instant())
                ? lines.find(handle, project)
                : Optional.empty());
  }

  private boolean isOurs(LineJob job) {
    return job.line().equals(rules.line());
  }

  /// @return whether the job is over
  private boolean attend(LineJob job) throws InterruptedException {
    if (begun.add(job.project())) {
      listeners.forEach(listener -> listener.begun(job));
    }
    try {
      var run = job.run();
      if (run == null) {
        return begin(job);
      }
      var found = engine.find(run);
      if (found.isEmpty() || isRemoved(job)) {
        return end(job, new LineWork.Ending(INTERNAL, "the job was removed"));
      }
      if (found.get().state().isFinal()) {
        return end(job, work.conclude(job, found.get()));
      }
      if (moved.remove(job.project())) {
        work.progressed(job);
      }
      giveUpWhenHeldUp(job, found.get());
      return false;
    } catch (IOException | RuntimeException e) {
      return inVain(job, e);
    }
  }

  private boolean isRemoved(LineJob job) {
    return database.read(handle -> projects.find(handle, job.project())).isEmpty();
  }

  private boolean begin(LineJob job) throws IOException, InterruptedException {
    if (isRemoved(job)) {
      return end(job, new LineWork.Ending(INTERNAL, "the job was removed"));
    }
    try {
      work.prepare(job);
    } catch (LineWork.Hopeless e) {
      return end(job, new LineWork.Ending(e.reason(), String.valueOf(e.getMessage())));
    }
    database.update(
        handle -> {
          var run = engine.resume(handle, job.project());
          if (!lines.started(handle, job.project(), run)) {
            throw new IllegalStateException("job " + job.project() + " left the line");
          }
        });
    return false;
  }

  private boolean end(LineJob job, LineWork.Ending ending) {
    var isDead = ending.reason() != null;
    boolean isEnded =
        database.writeDurably(
            handle -> {
              if (!lines.end(
                  handle,
                  job,
                  isDead ? LineState.DEAD : LineState.DONE,
                  ending.reason(),
                  ending.error(),
                  clock.instant())) {
                return false;
              }
              tell(handle, job, isDead ? FAILED : COMPLETED, ending);
              return true;
            });
    begun.remove(job.project());
    if (isEnded) {
      listeners.forEach(listener -> listener.ended(job, ending, true));
    }
    hand.over(job.project());
    return true;
  }

  private void tell(Handle handle, LineJob job, String kind, LineWork.Ending ending) {
    var run = job.run();
    var owner = projects.owner(handle, job.project()).orElse(null);
    var reason = ending.reason();
    events.append(
        handle,
        new NewEvent(
            clock.instant(),
            kind,
            owner,
            job.project(),
            run == null ? null : run.value(),
            null,
            reason == null ? Map.of() : Map.of("reason", reason)));
  }

  /// One job that waits for somebody must not hold up all that stand behind it for ever.
  private void giveUpWhenHeldUp(LineJob job, Run run) {
    if (run.state() != RunState.BLOCKED
        && database.read(handle -> lines.isGettingOn(handle, run.id()))) {
      heldUpSince.remove(job.project());
      return;
    }
    var since = heldUpSince.computeIfAbsent(job.project(), _ -> clock.instant());
    if (clock.instant().isBefore(since.plus(rules.patience()))) {
      return;
    }
    var error = run.error();
    var why =
        error == null
            ? new RunError("waiting", String.valueOf(run.blockedOn()), "it was held up too long")
            : error;
    LOG.info("line={} project={} held up by {} for too long", rules.line(), job.project(), why);
    database.update(handle -> engine.giveUp(handle, job.project(), why));
  }

  private boolean inVain(LineJob job, Exception cause) {
    var tries = vain.merge(job.project(), 1, Integer::sum);
    LOG.warn("line={} project={} failed, tries={}", rules.line(), job.project(), tries, cause);
    return tries >= MOST_VAIN_TRIES
        && end(job, new LineWork.Ending(INTERNAL, String.valueOf(cause.getMessage())));
  }

  /// The order of the database.
  public static LineHand inOrder(Database database, String line) {
    var lines = new LineStore();
    return () ->
        database.read(
            handle ->
                lines.in(handle, line, LineState.QUEUED, 1).stream()
                    .findFirst()
                    .map(LineJob::project));
  }
}
