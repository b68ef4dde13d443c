package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.desk.Acting;
import dev.reelwright.desk.Refusal;
import dev.reelwright.event.HistoryReader;
import dev.reelwright.http.Problem;
import dev.reelwright.http.WireJson;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineDesk;
import dev.reelwright.line.LineHand;
import dev.reelwright.line.LineState;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ListDirection;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;

/// Shares the queue and the records of jobs with others through Redis. The database stays the
/// truth: what Redis should hold is told from it again and again, so nothing is lost while Redis is
/// away. Jobs are taken from the head of the list in Redis, whoever has put them there; one that
/// this server does not know is read from its record. Thread-safe.
public final class RedisBridge implements JobQueue, LineHand, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisBridge.class);
  private static final JsonMapper JSON = WireJson.mapper();
  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 200;
  private static final int LOOKS_PER_ROUND = 25;
  private static final int EVENTS = 500;
  private static final String OWNER = "local";
  private static final Set<String> TELLING =
      Set.of("project.created", "take.stored", "job.requeued", Foreman.COMPLETED, Foreman.FAILED);

  /// How this server takes part.
  ///
  /// @param worker its name among all that take from the queue; the same after a restart
  /// @param failed hears of each command that failed, by a fixed word
  public record Part(String worker, Consumer<String> failed) {}

  /// What the bridge works with besides Redis.
  public record Means(
      OrchestrateJobs jobs,
      OrchestrateViews views,
      OrchestrateSettings settings,
      LineDesk desk,
      Acting acting,
      HistoryReader history,
      InstantSource clock,
      RandomGenerator random) {}

  private final UnifiedJedis redis;
  private final Part part;
  private final Means means;
  private final String processing;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("redis-bridge").factory());
  // Held while it is looked whether a job stands in the queue and put there if not.
  private final Object queueing = new Object();
  private int looks;
  private boolean isAway;

  public RedisBridge(UnifiedJedis redis, Part part, Means means) {
    this.redis = redis;
    this.part = part;
    this.means = means;
    this.processing = RedisKeys.processing(part.worker());
  }

  public void start() {
    means.history().open();
    var _ = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    redis.close();
  }

  public boolean isReachable() {
    return tried("ping", redis::ping).isPresent();
  }

  @Override
  public void demandReachable() {
    if (!isReachable()) {
      throw Problem.of(503, "QUEUE_UNREACHABLE", "queue unreachable").header("Retry-After", "5");
    }
  }

  /// Should this fail, the next round puts it there.
  @Override
  public void joined(ProjectId job) {
    means.jobs().find(job).ifPresent(this::enqueue);
  }

  @Override
  public Optional<ProjectId> next() {
    while (true) {
      var taken =
          tried(
              "take",
              () ->
                  redis.lmove(
                      RedisKeys.QUEUE, processing, ListDirection.LEFT, ListDirection.RIGHT));
      if (taken.isEmpty()) {
        return Optional.empty();
      }
      var id = ready(taken.get());
      if (id.isPresent()) {
        return id;
      }
      tried("drop", () -> redis.lrem(processing, 1, taken.get()));
    }
  }

  /// What follows from its end is told by the next round.
  @Override
  public void over(ProjectId project) {
    tried("drop", () -> redis.lrem(processing, 0, project.value()));
  }

  /// Sees to it that a job can be taken.
  private Optional<ProjectId> ready(String text) {
    if (!Ids.isUuid(text)) {
      LOG.warn("what was taken from the queue is no id of a job; passed over");
      return Optional.empty();
    }
    var id = new ProjectId(text);
    try {
      var known = means.jobs().find(id);
      if (known.isEmpty()) {
        return adopted(id);
      }
      var job = known.get();
      return switch (job.place().state()) {
        case QUEUED -> Optional.of(id);
        case TAKEN -> Optional.empty();
        case DONE, DEAD -> {
          means
              .acting()
              .perform(
                  means
                      .desk()
                      .requeue(
                          job.production().project().owner(),
                          OrchestrateIntake.SURFACE,
                          id,
                          false));
          yield Optional.of(id);
        }
      };
    } catch (Refusal e) {
      LOG.warn("job={} cannot be made: {}; passed over", id, e.reason());
      return Optional.empty();
    }
  }

  /// A job that somebody else wrote down.
  private Optional<ProjectId> adopted(ProjectId id) {
    var written = tried("read", () -> redis.get(RedisKeys.job(id.value())));
    if (written.isEmpty()) {
      LOG.warn("job={} stands in the queue and has no record; passed over", id);
      return Optional.empty();
    }
    try {
      var payload = JSON.readTree(written.get()).path("payload");
      var asked = StartBody.read(JSON.writeValueAsBytes(payload));
      var runId = RunName.of(asked.runId());
      var draft =
          OrchestrateIntake.draft(
              asked,
              id,
              OWNER,
              means.random().nextLong(ProjectSettings.MAX_SEED + 1),
              means.settings(),
              means.clock().instant());
      means
          .acting()
          .perform(
              means
                  .desk()
                  .order(
                      draft.project(),
                      draft.scene(),
                      draft.shots(),
                      OrchestrateIntake.SURFACE,
                      runId));
      return Optional.of(id);
    } catch (JsonProcessingException | Problem e) {
      LOG.warn("job={} has a record that cannot be read; passed over: {}", id, e.getMessage());
    }
    return Optional.empty();
  }

  private void look() {
    try {
      tellNews();
      if (looks++ % LOOKS_PER_ROUND == 0) {
        round();
      }
      if (isAway) {
        LOG.info("Redis is there again");
        isAway = false;
      }
    } catch (JedisException e) {
      part.failed().accept("mirror");
      if (!isAway) {
        LOG.warn("Redis is away; jobs go on, and it is told later: {}", e.toString());
        isAway = true;
      }
      looks = 0;
    } catch (RuntimeException e) {
      // A repeated task that throws would never be repeated again.
      LOG.warn("telling Redis failed, next try soon", e);
    }
  }

  private void tellNews() {
    var news = means.history().news(EVENTS);
    if (news.isEmpty()) {
      return;
    }
    var touched = new LinkedHashSet<ProjectId>();
    for (var event : news) {
      var project = event.what().projectId();
      if (project != null && TELLING.contains(event.what().kind())) {
        touched.add(project);
      }
    }
    var last = news.getLast().seq();
    if (touched.stream().map(this::tell).toList().contains(true)) {
      means.history().done(last);
    } else {
      means.history().pass(last);
    }
  }

  /// @return whether it is a job of this surface
  private boolean tell(ProjectId id) {
    var found = means.jobs().find(id);
    found.ifPresent(
        job -> {
          record(job);
          letter(job);
          if (job.place().state().isOver()) {
            redis.lrem(processing, 0, id.value());
          }
        });
    return found.isPresent();
  }

  private void record(OrchestrateJobs.Job job) {
    redis.set(
        RedisKeys.job(job.production().project().id().value()), written(means.views().job(job)));
  }

  /// A dead job has one letter in the list, any other has none.
  private void letter(OrchestrateJobs.Job job) {
    var id = job.production().project().id().value();
    var wanted = means.views().deadLetter(job).map(RedisBridge::written).orElse(null);
    var isThere = false;
    for (var letter : redis.lrange(RedisKeys.DEAD_LETTER, 0, -1)) {
      if (letter.equals(wanted) && !isThere) {
        isThere = true;
      } else if (isAbout(letter, id)) {
        redis.lrem(RedisKeys.DEAD_LETTER, 1, letter);
      }
    }
    if (wanted != null && !isThere) {
      redis.rpush(RedisKeys.DEAD_LETTER, wanted);
    }
  }

  private static boolean isAbout(String letter, String id) {
    if (!letter.contains(id)) {
      return false;
    }
    try {
      return JSON.readTree(letter).path("job_id").asText().equals(id);
    } catch (JsonProcessingException _) {
      return false;
    }
  }

  /// Shows that this worker lives, puts back what dead ones had taken, and what waits here and
  /// stands nowhere there.
  private void round() {
    redis.set(
        RedisKeys.heartbeat(part.worker()),
        means.clock().instant().toString(),
        SetParams.setParams().ex(ALIVE.toSeconds()));
    var all = ScanParams.SCAN_POINTER_START;
    do {
      var found = redis.scan(all, new ScanParams().match(RedisKeys.PROCESSING + "*").count(EVENTS));
      found.getResult().forEach(this::putBack);
      all = found.getCursor();
    } while (!all.equals(ScanParams.SCAN_POINTER_START));
    means.jobs().in(LineState.QUEUED).forEach(this::enqueue);
  }

  private void putBack(String list) {
    var worker = list.substring(RedisKeys.PROCESSING.length());
    if (worker.equals(part.worker())) {
      for (var id : redis.lrange(list, 0, -1)) {
        var state = Ids.isUuid(id) ? state(new ProjectId(id)) : null;
        if (state == null || state.isOver()) {
          redis.lrem(list, 1, id);
        }
        // One that waits here is what `next` has just named, or is put back by the next round.
      }
    } else if (!redis.exists(RedisKeys.heartbeat(worker))) {
      while (redis.lmove(list, RedisKeys.QUEUE, ListDirection.RIGHT, ListDirection.LEFT) != null) {
        LOG.info("put back what worker {} had taken", worker);
      }
    }
  }

  private @Nullable LineState state(ProjectId id) {
    return means.jobs().find(id).map(job -> job.place().state()).orElse(null);
  }

  /// Record and place in the queue, in one transaction, unless it stands there or was taken.
  private void enqueue(OrchestrateJobs.Job job) {
    var id = job.production().project().id().value();
    synchronized (queueing) {
      tried(
          "enqueue",
          () -> {
            if (redis.lpos(RedisKeys.QUEUE, id) != null
                || redis.lpos(processing, id) != null
                || state(new ProjectId(id)) != LineState.QUEUED) {
              return false;
            }
            try (var both = redis.multi()) {
              both.set(RedisKeys.job(id), written(means.views().job(job)));
              both.rpush(RedisKeys.QUEUE, id);
              return both.exec() != null;
            }
          });
    }
  }

  /// Before the first job is taken: what was taken before a crash and never begun waits at the head
  /// of the queue again.
  public void recover() {
    tried(
        "recover",
        () -> {
          for (var id : redis.lrange(processing, 0, -1).reversed()) {
            var state = Ids.isUuid(id) ? state(new ProjectId(id)) : null;
            if (state == LineState.QUEUED || (state == null && Ids.isUuid(id))) {
              try (var both = redis.multi()) {
                both.lrem(processing, 0, id);
                both.lpush(RedisKeys.QUEUE, id);
                both.exec();
              }
            }
          }
          return true;
        });
  }

  /// What Redis is asked; null for nothing.
  private interface Command<T> {
    @Nullable T run();
  }

  private <T> Optional<T> tried(String operation, Command<T> command) {
    try {
      return Optional.ofNullable(command.run());
    } catch (JedisException e) {
      part.failed().accept(operation);
      LOG.debug("{} failed at Redis", operation, e);
      return Optional.empty();
    }
  }

  private static String written(Object record) {
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours cannot be written", e);
    }
  }
}
