package dev.reelwright.wiring;

import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EngineListener;
import dev.reelwright.event.NewEvent;
import dev.reelwright.http.orchestrate.OrchestrateSettings;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineJob;
import dev.reelwright.line.LineListener;
import dev.reelwright.line.LineState;
import dev.reelwright.line.LineStore;
import dev.reelwright.line.LineWork;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What dashboards of the older orchestrate service look at, by the names they know. Labels are
/// words of a fixed set, never ids. Captions are drawn in the pass that joins the clips, so
/// `subtitles_seconds` is there and stays empty.
@ApplicationScoped
public class OrchestrateMetrics implements EngineListener, LineListener {
  private static final Logger LOG = LoggerFactory.getLogger(OrchestrateMetrics.class);
  private static final int SAMPLE_SECONDS = 10;
  private static final String LINE = "orchestrate";
  private static final String CLIPS = "image-to-video";

  // Before the first job is taken.
  private static final int EARLIER = 4500;

  private static final Duration[] JOB = seconds(10, 30, 60, 120, 300, 600, 1200, 3600);
  private static final Duration[] PICTURE = seconds(10, 20, 40, 60, 120, 300, 600, 1200);
  private static final Duration[] VOICE = seconds(1, 2, 5, 10, 20, 40, 60, 120);
  private static final Duration[] CUT = seconds(1, 5, 10, 30, 60, 120, 300);

  /// A job that is at work.
  private static final class Work {
    private final String workflow;
    private volatile @Nullable Instant firstPicture;
    private volatile @Nullable Instant lastPicture;
    private volatile @Nullable Instant firstClip;
    private volatile @Nullable Instant lastClip;

    Work(String workflow) {
      this.workflow = workflow;
    }
  }

  private final Database database;
  private final Engine engine;
  private final Foreman foreman;
  private final OrchestrateSettings settings;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Map<ProjectId, Work> atWork = new ConcurrentHashMap<>();
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();
  private final AtomicLong depth = new AtomicLong();
  private final AtomicInteger active = new AtomicInteger();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("orchestrate-metrics").factory());

  public OrchestrateMetrics(
      Database database,
      Engine engine,
      Foreman foreman,
      OrchestrateSettings settings,
      MeterRegistry meters,
      InstantSource clock) {
    this.database = database;
    this.engine = engine;
    this.foreman = foreman;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  void start(@Observes @Priority(EARLIER) StartupEvent started) {
    Gauge.builder("queue.depth", depth, AtomicLong::get).register(meters);
    Gauge.builder("worker.active", active, jobs -> jobs.get() > 0 ? 1 : 0).register(meters);
    for (var name : new String[] {"jobs.enqueued", "jobs.started", "jobs.completed"}) {
      meters.counter(name);
    }
    for (var spans :
        new Object[][] {
          {"job.total", JOB},
          {"voiceover.generation", VOICE},
          {"total.images.generation", JOB},
          {"total.videos.generation", JOB},
          {"stitch", CUT},
          {"subtitles", CUT}
        }) {
      span((String) spans[0], (Duration[]) spans[1], Tags.empty());
    }
    engine.listen(this);
    foreman.listen(this);
    var _ = timer.scheduleWithFixedDelay(this::sample, 0, SAMPLE_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    engine.ignore(this);
    timer.shutdownNow();
  }

  private void sample() {
    try {
      depth.set(database.read(handle -> new LineStore().count(handle, LINE, LineState.QUEUED)));
    } catch (RuntimeException e) {
      // A repeated task that throws would never be repeated again.
      LOG.warn("counting the jobs in line failed, next try in {} s", SAMPLE_SECONDS, e);
    }
  }

  @Override
  public void queued() {
    meters.counter("jobs.enqueued").increment();
  }

  @Override
  public void begun(LineJob job) {
    meters.counter("jobs.started").increment();
    var style =
        database
            .read(handle -> new ProjectStore().find(handle, job.project()))
            .map(project -> project.brief().style())
            .filter(settings.styles()::contains)
            .orElse("other");
    atWork.put(job.project(), new Work(style));
  }

  @Override
  public void active(int jobs) {
    active.set(jobs);
  }

  @Override
  public void ended(LineJob job, LineWork.Ending ending, boolean wasBegun) {
    if (ending.reason() == null) {
      meters.counter("jobs.completed").increment();
    } else {
      meters.counter("jobs.failed", "reason", ending.reason()).increment();
    }
    var taken = job.takenAt();
    if (taken != null) {
      span("job.total", JOB, Tags.empty()).record(Duration.between(taken, clock.instant()));
    }
    var work = atWork.remove(job.project());
    if (work != null) {
      whole("total.images.generation", work.firstPicture, work.lastPicture);
      whole("total.videos.generation", work.firstClip, work.lastClip);
    }
  }

  private void whole(String name, @Nullable Instant first, @Nullable Instant last) {
    if (first != null && last != null) {
      span(name, JOB, Tags.empty()).record(Duration.between(first, last));
    }
  }

  @Override
  public void happened(NewEvent event) {
    var project = event.projectId();
    var step = event.stepId();
    var work = project == null ? null : atWork.get(project);
    if (work == null || step == null) {
      return;
    }
    switch (event.kind()) {
      case "step.leased" -> {
        begun.putIfAbsent(step, event.at());
        noteBegin(work, role(event), event.at());
      }
      case "step.done" -> {
        var from = begun.remove(step);
        noteEnd(work, role(event), from == null ? event.at() : from, event.at());
      }
      case "step.failed" -> {
        begun.remove(step);
        noteFailure(work, role(event), String.valueOf(event.data().get("code")));
      }
      case "step.cancelled" -> begun.remove(step);
      default -> {
        // The others move nothing that is measured.
      }
    }
  }

  private static String role(NewEvent event) {
    return String.valueOf(event.data().get("role"));
  }

  private static void noteBegin(Work work, String role, Instant at) {
    if (role.equals("IMAGE") && work.firstPicture == null) {
      work.firstPicture = at;
    }
    if (role.equals("CLIP") && work.firstClip == null) {
      work.firstClip = at;
    }
  }

  private void noteEnd(Work work, String role, Instant from, Instant at) {
    var took = Duration.between(from, at);
    switch (role) {
      case "IMAGE" -> {
        work.lastPicture = at;
        span("image.generation", PICTURE, Tags.of("step", "text2image", "workflow", work.workflow))
            .record(took);
        meters.counter("images.generated", "workflow", work.workflow).increment();
      }
      case "CLIP" -> {
        work.lastClip = at;
        span("video.generation", JOB, Tags.of("workflow", CLIPS)).record(took);
        meters.counter("videos.generated", "workflow", CLIPS).increment();
      }
      case "NARRATION" -> span("voiceover.generation", VOICE, Tags.empty()).record(took);
      case "CUT" -> span("stitch", CUT, Tags.empty()).record(took);
      default -> LOG.debug("no metric for {}", role);
    }
  }

  private void noteFailure(Work work, String role, String code) {
    var reason = code.toLowerCase(Locale.ROOT);
    if (role.equals("IMAGE")) {
      Counter.builder("image.generation.failures")
          .tags("reason", reason, "workflow", work.workflow)
          .register(meters)
          .increment();
    }
    if (role.equals("NARRATION")) {
      meters.counter("voiceover.failures", "reason", reason).increment();
    }
  }

  private Timer span(String name, Duration[] buckets, Tags tags) {
    return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).register(meters);
  }

  private static Duration[] seconds(int... each) {
    return Arrays.stream(each).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
  }
}
