package dev.reelwright.event;

import dev.reelwright.store.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Reads on in the history where it stopped, also after a restart. What happened before it was
/// first asked is told to nobody. What it makes of an event should be written together with how far
/// it has come, or stand being made twice. Used by one thread.
public final class HistoryReader {
  // Reading on without a consequence is noted now and then only: it costs a write.
  private static final int SELDOM = 1000;

  private final Database database;
  private final EventStore events;
  private final String name;
  private long read = -1;
  private long noted = -1;

  /// @param name under which it remembers where it is
  public HistoryReader(Database database, String name) {
    this.database = database;
    this.events = new EventStore(database);
    this.name = name;
  }

  /// Finds its place; what happens from here on is news.
  public void open() {
    if (read < 0) {
      read = database.write(this::begin);
      noted = read;
    }
  }

  /// What follows on what was passed, oldest first.
  public List<Event> news(int limit) {
    open();
    var from = read;
    return database.read(handle -> events.readAfter(handle, from, null, limit));
  }

  /// Goes past events that have no consequence.
  public void pass(long seq) {
    if (seq - noted >= SELDOM) {
      database.update(handle -> note(handle, seq));
      noted = seq;
    }
    read = seq;
  }

  /// Goes past events whose consequences are there.
  public void done(long seq) {
    database.update(handle -> note(handle, seq));
    passed(seq);
  }

  /// Notes how far it has come, as a part of the caller's transaction; call `passed` once that is
  /// committed.
  public void note(Handle handle, long seq) {
    handle.execute("UPDATE history_reader SET seq = ? WHERE name = ? AND seq < ?", seq, name, seq);
  }

  public void passed(long seq) {
    read = seq;
    noted = seq;
  }

  private long begin(Handle handle) {
    var known =
        handle
            .createQuery("SELECT seq FROM history_reader WHERE name = :name")
            .bind("name", name)
            .mapTo(Long.class)
            .findOne();
    if (known.isPresent()) {
      return known.get();
    }
    var last = events.lastSeq(handle);
    handle.execute(
        "INSERT INTO history_reader (name, seq) VALUES (?, ?) ON CONFLICT DO NOTHING", name, last);
    return last;
  }
}
