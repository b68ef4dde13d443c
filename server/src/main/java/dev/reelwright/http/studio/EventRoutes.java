package dev.reelwright.http.studio;

import dev.reelwright.desk.Looking;
import dev.reelwright.desk.Refusal;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EngineListener;
import dev.reelwright.engine.StepProgress;
import dev.reelwright.event.Event;
import dev.reelwright.event.EventTail;
import dev.reelwright.http.Caller;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.Problem;
import dev.reelwright.http.RefusalMapping;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The history as server-sent events, resumable by `Last-Event-ID`. One tail reads for all clients;
/// a client costs a connection and a number. Streams of one project also carry `progress`, which
/// has no id because it is not part of the history.
@ApplicationScoped
public class EventRoutes implements EngineListener {
  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final int MOST_STREAMS = 2_000;

  private final EventTail tail;
  private final EventFrames frames = new EventFrames();
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final Looking looking;
  private final ErrorWriter errors;
  private final Engine engine;
  private final Vertx vertx;

  public EventRoutes(
      Database database, Looking looking, ErrorWriter errors, Engine engine, Vertx vertx) {
    this.looking = looking;
    this.errors = errors;
    this.engine = engine;
    this.vertx = vertx;
    this.tail =
        new EventTail(
            database,
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("event-tail").factory()),
            PERIOD,
            this::spread);
  }

  void install(@Observes Router router) {
    router.get("/api/studio/events").handler(context -> open(context, null));
    router
        .get("/api/studio/projects/:project/events")
        .handler(context -> open(context, context.pathParam("project")));
    vertx.setPeriodic(
        BEAT.toMillis(),
        _ -> streams.forEach(stream -> stream.loop().runOnContext(_ -> stream.beat())));
    engine.listen(this);
  }

  void close(@Observes ShutdownEvent shutdown) {
    engine.ignore(this);
    tail.close();
    streams.forEach(stream -> stream.loop().runOnContext(_ -> stream.end()));
  }

  @Override
  public void stepProgressed(StepProgress progress) {
    for (var stream : streams) {
      if (progress.projectId().equals(stream.project())) {
        var text =
            "event: progress\ndata: %s\n\n"
                .formatted(
                    EventFrames.json(
                        Map.of(
                            "project", progress.projectId().value(),
                            "run", progress.runId().value(),
                            "step", progress.stepId().value(),
                            "work", StudioCalls.word(progress.kind()),
                            "role", StudioCalls.word(progress.role()),
                            "shot", progress.shotNumber(),
                            "fraction", progress.fraction(),
                            "doing", progress.doing())));
        stream.loop().runOnContext(_ -> stream.tell(text));
      }
    }
  }

  private void open(RoutingContext context, @Nullable String projectText) {
    if (streams.size() >= MOST_STREAMS) {
      errors.send(
          context, Problem.of(503, "TOO_MANY_STREAMS", "Too many clients follow the history."));
      return;
    }
    var owner = Caller.of(context).owner();
    var isOver = new AtomicBoolean();
    context.response().closeHandler(_ -> isOver.set(true));
    context
        .vertx()
        .executeBlocking(
            () -> {
              var project = projectText == null ? null : ProjectsResource.id(projectText);
              if (project != null) {
                looking.project(owner, project);
              }
              var since = since(context);
              return new Place(project, since, follow());
            },
            false)
        .onSuccess(place -> begin(context, owner, place, isOver))
        .onFailure(failure -> refuse(context, failure));
  }

  /// @param since number to go on after, or null for what comes from now on
  private record Place(@Nullable ProjectId project, @Nullable Long since, long now) {}

  private synchronized long follow() {
    var now = tail.follow();
    if (streams.isEmpty()) {
      frames.restart(now);
    }
    return now;
  }

  private void begin(RoutingContext context, String owner, Place place, AtomicBoolean isOver) {
    var stream =
        new EventStream(
            context.response(),
            vertx.getOrCreateContext(),
            frames,
            tail,
            owner,
            place.project(),
            place.since() == null ? place.now() : place.since());
    streams.add(stream);
    context
        .response()
        .closeHandler(
            _ -> {
              if (streams.remove(stream)) {
                tail.leave();
              }
            });
    if (isOver.get() && streams.remove(stream)) {
      tail.leave();
      return;
    }
    stream.begin();
  }

  private void spread(List<Event> news) {
    frames.add(news);
    streams.forEach(stream -> stream.loop().runOnContext(_ -> stream.pump()));
  }

  private static @Nullable Long since(RoutingContext context) {
    var header = context.request().getHeader("Last-Event-ID");
    var text = header == null ? context.request().getParam("after") : header;
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!text.matches("\\d{1,18}")) {
      throw StudioCalls.invalid("query", "after", "must be the id of an event", text);
    }
    return Long.parseLong(text);
  }

  private void refuse(RoutingContext context, Throwable failure) {
    switch (failure) {
      case Refusal refusal -> errors.send(context, RefusalMapping.problem(refusal));
      case Problem problem -> errors.send(context, problem);
      default -> context.fail(failure);
    }
  }
}
