package dev.reelwright.event;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the history for many listeners with one question to the database at a time, whichever
/// node wrote it. Nothing is asked while nobody listens. Thread-safe.
public final class EventTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

  private final Database database;
  private final EventStore events;
  private final ScheduledExecutorService timer;
  private final Consumer<List<Event>> listener;
  private final AtomicInteger followers = new AtomicInteger();
  private volatile long position = -1;

  /// @param timer that the questions are asked on; closed with this
  /// @param listener gets what is new, in order, on the timer's thread; must not block
  public EventTail(
      Database database,
      ScheduledExecutorService timer,
      Duration period,
      Consumer<List<Event>> listener) {
    this.database = database;
    this.events = new EventStore(database);
    this.timer = timer;
    this.listener = listener;
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// One more listens: from now on, what follows the returned number is handed on.
  public long follow() {
    synchronized (this) {
      if (followers.getAndIncrement() == 0) {
        position = database.read(events::lastSeq);
      }
      return position;
    }
  }

  /// One less listens.
  public void leave() {
    followers.decrementAndGet();
  }

  /// Entries of the past; blocks.
  ///
  /// @param project only of this one, or null
  public List<Event> after(long seq, @Nullable ProjectId project, int limit) {
    return database.read(handle -> events.readAfter(handle, seq, project, limit));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    if (followers.get() == 0) {
      return;
    }
    try {
      List<Event> news;
      do {
        synchronized (this) {
          var from = position;
          news = database.read(handle -> events.readAfter(handle, from, null, Page.MAX_LIMIT));
          if (!news.isEmpty()) {
            position = news.getLast().seq();
          }
        }
        if (!news.isEmpty()) {
          listener.accept(news);
        }
      } while (news.size() == Page.MAX_LIMIT);
    } catch (RuntimeException e) {
      // A repeated task that throws would never be repeated again.
      LOG.warn("following the history failed, next try soon", e);
    }
  }
}
