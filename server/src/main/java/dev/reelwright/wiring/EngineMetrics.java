package dev.reelwright.wiring;

import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EngineListener;
import dev.reelwright.event.NewEvent;
import dev.reelwright.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what the engine does, and looks now and then how much there is of what: runs, steps,
/// lanes, calls, money, the scheduler's rows. Tags are words of ours, never ids of projects.
@ApplicationScoped
public class EngineMetrics implements EngineListener {
  private static final Logger LOG = LoggerFactory.getLogger(EngineMetrics.class);
  private static final long LOOK_SECONDS = 10;
  private static final double MICROS = 1_000_000;

  private final MeterRegistry meters;
  private final Engine engine;
  private final Database database;
  private final InstantSource clock;
  private final MultiGauge runs;
  private final MultiGauge steps;
  private final MultiGauge lanes;
  private final MultiGauge lanesUp;
  private final MultiGauge attempts;
  private final MultiGauge held;
  private final MultiGauge due;
  private final MultiGauge late;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("engine-metrics").factory());

  public EngineMetrics(
      MeterRegistry meters, Engine engine, Database database, InstantSource clock) {
    this.meters = meters;
    this.engine = engine;
    this.database = database;
    this.clock = clock;
    this.runs = gauge("reelwright.runs", "Runs that are not over, by state");
    this.steps = gauge("reelwright.steps", "Steps that are not over, by lane and state");
    this.lanes = gauge("reelwright.lane.capacity", "Steps at a time, by lane");
    this.lanesUp = gauge("reelwright.lane.up", "1 while new work begins in a lane, else 0");
    this.attempts = gauge("reelwright.attempts.open", "Provider calls that are not over, by state");
    this.held = gauge("reelwright.held", "Money that is set aside, in units of its currency");
    this.due = gauge("reelwright.scheduler.due", "Loops that are due and wait for a thread");
    this.late =
        gauge("reelwright.scheduler.late.seconds", "How long the oldest of them has waited");
  }

  void start(@Observes StartupEvent started) {
    engine.listen(this);
    var _ = timer.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    engine.ignore(this);
    timer.shutdownNow();
  }

  @Override
  public void happened(NewEvent event) {
    var kind = event.kind();
    meters.counter("reelwright.events", "kind", kind).increment();
    if (event.stepId() != null && isEndOfStep(kind)) {
      meters
          .timer(
              "reelwright.step",
              "work",
              String.valueOf(event.data().get("work")),
              "outcome",
              kind.substring(kind.indexOf('.') + 1))
          .record(Duration.between(madeAt(event.stepId()), event.at()));
    }
    if (kind.equals("attempt.booked") && event.data().get("attempt") instanceof String attempt) {
      countCharge(attempt);
    }
  }

  private static boolean isEndOfStep(String kind) {
    return kind.equals("step.done") || kind.equals("step.failed") || kind.equals("step.cancelled");
  }

  /// Ids of version 7 begin with the milliseconds since 1970 (RFC 9562, section 5.7).
  private static Instant madeAt(String id) {
    return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
  }

  private void countCharge(String attempt) {
    database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT provider, model, currency, charge_micros FROM attempt WHERE id = :id")
                .bind("id", attempt)
                .map(
                    (row, _) -> {
                      meters
                          .counter(
                              "reelwright.charge",
                              Tags.of(
                                  "provider", row.getString("provider"),
                                  "model", row.getString("model"),
                                  "currency", row.getString("currency")))
                          .increment(row.getLong("charge_micros") / MICROS);
                      return true;
                    })
                .list());
  }

  private void look() {
    try {
      database.read(
          handle -> {
            read(
                handle,
                runs,
                "SELECT state AS a, COUNT(*) AS value FROM run WHERE state NOT IN ('DONE', 'FAILED', 'STOPPED') GROUP BY state",
                "state");
            read(
                handle,
                steps,
                """
                SELECT lane AS a, state AS b, COUNT(*) AS value FROM step
                 WHERE state IN ('READY', 'LEASED', 'SUBMITTED', 'NEEDS_DECISION') GROUP BY lane, state
                """,
                "lane",
                "state");
            read(handle, lanes, "SELECT id AS a, capacity AS value FROM lane", "lane");
            read(
                handle,
                lanesUp,
                """
                SELECT id AS a, CASE WHEN health = 'UP' AND NOT paused AND NOT draining THEN 1 ELSE 0 END AS value
                  FROM lane
                """,
                "lane");
            read(
                handle,
                attempts,
                """
                SELECT state AS a, COUNT(*) AS value FROM attempt
                 WHERE state IN ('INTENT', 'ACCEPTED', 'UNKNOWN') GROUP BY state
                """,
                "state");
            read(
                handle,
                held,
                """
                SELECT currency AS a, SUM(quote_micros) / 1000000.0 AS value FROM attempt
                 WHERE state IN ('INTENT', 'ACCEPTED', 'UNKNOWN') GROUP BY currency
                """,
                "currency");
            scheduler(handle);
            return true;
          });
    } catch (RuntimeException e) {
      // A repeated task that throws would never be repeated again.
      LOG.warn("measuring the engine failed, next try in {} s", LOOK_SECONDS, e);
    }
  }

  private void scheduler(Handle handle) {
    var now = clock.instant();
    var waiting =
        handle
            .createQuery(
                "SELECT execution_time FROM scheduled_tasks WHERE picked = :no AND execution_time <= :now ORDER BY execution_time")
            .bind("no", false)
            .bind("now", bound(now))
            .map((row, _) -> at(row.getObject(1)))
            .list();
    due.register(List.of(MultiGauge.Row.of(Tags.empty(), waiting.size())), true);
    var oldest =
        waiting.isEmpty() ? 0 : Duration.between(waiting.getFirst(), now).toMillis() / 1000.0;
    late.register(List.of(MultiGauge.Row.of(Tags.empty(), oldest)), true);
  }

  /// SQLite keeps the scheduler's times as milliseconds, PostgreSQL as time stamps.
  private Object bound(Instant time) {
    return switch (database.dialect()) {
      case SQLITE -> time.toEpochMilli();
      case POSTGRES -> Timestamp.from(time);
    };
  }

  private static Instant at(Object stored) {
    return stored instanceof Number millis
        ? Instant.ofEpochMilli(millis.longValue())
        : ((Timestamp) stored).toInstant();
  }

  private static void read(Handle handle, MultiGauge gauge, String sql, String... tags) {
    var rows = new ArrayList<MultiGauge.Row<?>>();
    handle
        .createQuery(sql)
        .map(
            (row, _) -> {
              var named = Tags.of(tags[0], row.getString("a"));
              if (tags.length > 1) {
                named = named.and(tags[1], row.getString("b"));
              }
              return rows.add(MultiGauge.Row.of(named, row.getDouble("value")));
            })
        .list();
    gauge.register(rows, true);
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(meters);
  }
}
