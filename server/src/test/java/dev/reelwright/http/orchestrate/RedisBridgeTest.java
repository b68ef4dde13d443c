package dev.reelwright.http.orchestrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.desk.Acting;
import dev.reelwright.event.HistoryReader;
import dev.reelwright.http.Problem;
import dev.reelwright.line.LineDesk;
import dev.reelwright.line.LineState;
import dev.reelwright.line.LineStore;
import dev.reelwright.production.Productions;
import dev.reelwright.project.AssStyle;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.TestDatabases;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/// Beside a real Redis (Debian's package `redis-server`).
class RedisBridgeTest {
  private static final long PATIENCE_SECONDS = 60;

  private final Database database = TestDatabases.sqlite();
  private final LineStore lines = new LineStore();
  @TempDir Path folder;
  private int port;
  private @Nullable Process server;
  private RedisClient redis;
  private RedisBridge bridge;
  private Acting acting;
  private LineDesk desk;

  @BeforeEach
  void open() throws Exception {
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    startRedis();
    acting = new Acting(database, InstantSource.system());
    desk = new LineDesk(database, InstantSource.system());
    bridge = bridge("one");
  }

  @AfterEach
  void close() throws Exception {
    bridge.close();
    redis.close();
    stopRedis();
    database.close();
  }

  @Test
  void aJobStandsInTheQueueWithItsRecordAndIsTakenInTurn() throws Exception {
    var first = ordered("one");
    var second = ordered("two");

    var record = new ObjectMapper().readTree(redis.get("video_orchestrator:job:" + first));
    assertThat(record.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "job_id",
            "payload",
            "status",
            "error",
            "output_dir",
            "voiceover_path",
            "final_video_path",
            "image_files",
            "video_files",
            "comfy_prompt_ids");
    assertThat(record.path("status").asText()).isEqualTo("queued");
    assertThat(record.at("/payload/run_id").asText()).isEqualTo("one");
    assertThat(redis.lrange(RedisKeys.QUEUE, 0, -1)).containsExactly(first.value(), second.value());
    assertThat(bridge.next()).hasValue(first);
    assertThat(redis.lrange(RedisKeys.processing("one"), 0, -1)).containsExactly(first.value());
    assertThat(bridge.next()).hasValue(second);
    assertThat(bridge.next()).isEmpty();
  }

  @Test
  void whatWasTakenAndNeverBegunWaitsAtTheHeadAfterACrash() throws Exception {
    var first = ordered("one");
    var second = ordered("two");
    assertThat(bridge.next()).hasValue(first);
    bridge.close();

    bridge = bridge("one");
    bridge.recover();

    assertThat(bridge.next()).hasValue(first);
    assertThat(bridge.next()).hasValue(second);
  }

  @Test
  void whatADeadWorkerHadTakenIsPutBack() throws Exception {
    var job = ordered("one");
    redis.lrem(RedisKeys.QUEUE, 0, job.value());
    redis.rpush(RedisKeys.processing("dead"), job.value());

    bridge.start();

    eventually(() -> redis.llen(RedisKeys.processing("dead")) == 0);
    eventually(() -> bridge.next().filter(job::equals).isPresent());
  }

  @Test
  void aJobThatAnotherProgramWroteDownIsMadeHere() {
    var id = UUID.randomUUID().toString();
    redis.set(
        RedisKeys.job(id),
        """
        {"job_id": "%s", "status": "queued", "payload": {"script": "Hello.", "caption": "c",
         "run_id": "theirs", "prompts": [{"image_prompt": "a", "video_prompt": null}],
         "language": "en", "enable_image_gen": null, "workflow_path": "/x.json"}}
        """
            .formatted(id));
    redis.rpush(RedisKeys.QUEUE, "nonsense", UUID.randomUUID().toString(), id);

    assertThat(bridge.next()).hasValue(new ProjectId(id));
    assertThat(state(new ProjectId(id))).isEqualTo(LineState.QUEUED);
    assertThat(redis.lrange(RedisKeys.processing("one"), 0, -1)).containsExactly(id);
  }

  @Test
  void nothingIsLostWhileRedisIsAway() throws Exception {
    bridge.start();
    var first = ordered("one");
    stopRedis();

    assertThatThrownBy(bridge::demandReachable)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    assertThat(bridge.next()).isEmpty();
    var second = ordered("two");
    startRedis();

    eventually(() -> redis.lrange(RedisKeys.QUEUE, 0, -1).size() == 2);
    assertThat(redis.lrange(RedisKeys.QUEUE, 0, -1)).containsExactly(first.value(), second.value());
    assertThat(redis.get(RedisKeys.job(second.value()))).contains("queued");
  }

  @Test
  void aDeadJobHasOneLetter() throws Exception {
    bridge.start();
    var job = ordered("one");
    var found = database.read(handle -> lines.find(handle, job)).orElseThrow();
    assertThat(bridge.next()).hasValue(job);

    database.update(
        handle ->
            handle.execute(
                "UPDATE line_job SET state = 'DEAD', reason = 'internal_error', error = 'why' WHERE project_id = ?",
                found.project().value()));
    bridge.joined(job);
    database.update(
        handle ->
            new dev.reelwright.event.EventStore(database)
                .append(
                    handle,
                    new dev.reelwright.event.NewEvent(
                        InstantSource.system().instant(),
                        "job.failed",
                        "local",
                        job,
                        null,
                        null,
                        Map.of())));

    eventually(() -> redis.llen(RedisKeys.DEAD_LETTER) == 1);
    var letter = new ObjectMapper().readTree(redis.lindex(RedisKeys.DEAD_LETTER, 0));
    assertThat(letter.path("job_id").asText()).isEqualTo(job.value());
    assertThat(letter.path("error").asText()).isEqualTo("why");
    eventually(() -> redis.llen(RedisKeys.processing("one")) == 0);
    acting.perform(desk.requeue("local", "orchestrate", job, true));
    eventually(() -> redis.llen(RedisKeys.DEAD_LETTER) == 0);
    eventually(() -> redis.lrange(RedisKeys.QUEUE, 0, -1).equals(List.of(job.value())));
  }

  private RedisBridge bridge(String worker) throws IOException {
    var settings =
        new OrchestrateSettings(
            folder.resolve("shared"),
            true,
            false,
            null,
            new LinkedHashSet<>(List.of("default")),
            Map.of(),
            1,
            Duration.ofMinutes(5),
            AssStyle.USUAL,
            1,
            false);
    var blobs = new FolderBlobStore(folder.resolve("blobs"), InstantSource.system());
    var jobs = new OrchestrateJobs(database, new Productions(database, new AssetStore(blobs)));
    return new RedisBridge(
        RedisClient.create(address()),
        new RedisBridge.Part(worker, _ -> {}),
        new RedisBridge.Means(
            jobs,
            new OrchestrateViews(settings),
            settings,
            desk,
            acting,
            new HistoryReader(database, "redis"),
            InstantSource.system(),
            RandomGenerator.getDefault()));
  }

  private ProjectId ordered(String run) {
    var draft =
        OrchestrateIntake.draft(
            new StartRequest("Hello.", "c", run, List.of(), "en", null, null),
            new ProjectId(UUID.randomUUID().toString()),
            "local",
            1,
            new OrchestrateSettings(
                folder,
                true,
                false,
                null,
                new LinkedHashSet<>(List.of("default")),
                Map.of(),
                1,
                Duration.ofMinutes(5),
                AssStyle.USUAL,
                1,
                false),
            InstantSource.system().instant());
    acting.perform(desk.order(draft.project(), draft.scene(), draft.shots(), "orchestrate", run));
    bridge.joined(draft.project().id());
    return draft.project().id();
  }

  private LineState state(ProjectId job) {
    return database.read(handle -> lines.find(handle, job)).orElseThrow().state();
  }

  private URI address() {
    return URI.create("redis://127.0.0.1:%d/2".formatted(port));
  }

  private void startRedis() throws Exception {
    server =
        new ProcessBuilder(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--dir",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    if (redis == null) {
      redis = RedisClient.create(address());
    }
    eventually(
        () -> {
          try {
            return "PONG".equals(redis.ping());
          } catch (JedisException _) {
            return false;
          }
        });
  }

  private void stopRedis() throws Exception {
    var running = server;
    if (running != null) {
      running.destroy();
      assertThat(running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    var nobody = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      var _ = nobody.await(20, TimeUnit.MILLISECONDS);
    }
  }
}
