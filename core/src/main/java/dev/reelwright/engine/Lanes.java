package dev.reelwright.engine;

import dev.reelwright.event.EventStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Lanes as an operator sees and sets them, while the server runs. Thread-safe.
public final class Lanes {
  public static final int MAX_CAPACITY = 1_000;
  public static final int MAX_RATE_PER_MINUTE = 100_000;
  private static final int MAX_OFFERS = 100;
  private static final int LONGEST_OFFER = 200;
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  /// A lane and what is in it.
  ///
  /// @param kind `CALL`, `FLEET`, `LOCAL` or `PULL`
  /// @param node the node whose own it is, or null for a provider's
  /// @param fleet the lane whose work it shares, or null
  /// @param offers the models it can run; empty for all
  /// @param capacity steps at a time
  /// @param ratePerMinute calls begun within any minute, or null for no limit
  /// @param isPaused whether nothing new begins in it
  /// @param isDraining as `isPaused`, before it is taken out of service
  /// @param health `UP`, `DOWN` after failures in a row, `TRYING` while one step finds out
  /// @param downUntil when one step may try again; null unless `DOWN`
  /// @param waiting steps that wait for room
  /// @param working steps that are being done
  public record Line(
      String id,
      String kind,
      @Nullable String node,
      @Nullable String fleet,
      List<String> offers,
      int capacity,
      @Nullable Integer ratePerMinute,
      boolean isPaused,
      boolean isDraining,
      String health,
      @Nullable Instant downUntil,
      int waiting,
      int working,
      Instant updatedAt) {}

  /// What to set; null leaves a value as it is.
  ///
  /// @param capacity 0..`MAX_CAPACITY`
  /// @param ratePerMinute 1..`MAX_RATE_PER_MINUTE`, or 0 for no limit
  /// @param fleet the fleet to join, or an empty text to leave it
  /// @param offers names of models, empty for all
  /// @param isUp true to take the lane for well again at once
  public record Change(
      @Nullable Boolean isPaused,
      @Nullable Boolean isDraining,
      @Nullable Integer capacity,
      @Nullable Integer ratePerMinute,
      @Nullable String fleet,
      @Nullable List<String> offers,
      @Nullable Boolean isUp) {
    public static final Change NOTHING = new Change(null, null, null, null, null, null, null);
  }

  /// Why a lane cannot be made, changed or removed. The message is for people.
  public static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;

    Unfit(String field, String message) {
      super(message);
      this.field = field;
    }

    /// The value that does not fit.
    public String field() {
      return field;
    }
  }

  private static final String SELECT =
      """
      SELECT lane.*,
             (SELECT COUNT(*) FROM step WHERE step.lane = lane.id AND step.state = 'READY') AS waiting,
             (SELECT COUNT(*) FROM step
               WHERE step.lane = CASE WHEN lane.fleet IS NULL THEN lane.id ELSE lane.fleet END
                 AND (lane.fleet IS NULL OR step.place = lane.id)
                 AND step.state IN ('LEASED', 'SUBMITTED')) AS working,
             (SELECT COUNT(*) FROM pull_job
               WHERE pull_job.lane = lane.id AND pull_job.state = 'CLAIMED') AS claimed
        FROM lane
      """;

  private final LaneStore rows = new LaneStore();
  private final Database database;
  private final Caller caller;
  private final History history;
  private final InstantSource clock;

  private interface Caller {
    void wake(Handle handle, String lane);
  }

  public Lanes(Database database, Engine engine, InstantSource clock) {
    this(database, engine::wakeLane, clock);
  }

  private Lanes(Database database, Caller caller, InstantSource clock) {
    this.database = database;
    this.caller = caller;
    this.history = new History(new EventStore(database), clock);
    this.clock = clock;
  }

  /// For another process than the one whose engine works on the database; that one hears of changes
  /// within a few seconds.
  public static Lanes beside(Database database, InstantSource clock) {
    var rows = new LaneStore();
    return new Lanes(database, rows::raiseWake, clock);
  }

  /// All lanes that were made or have ever had work, by name.
  public List<Line> list() {
    return database.read(
        handle -> handle.createQuery(SELECT + " ORDER BY id").map((row, _) -> line(row)).list());
  }

  public Optional<Line> find(String id) {
    return database.read(handle -> find(handle, id));
  }

  /// Makes a lane.
  ///
  /// @param kind `CALL` for a server of a fleet, `FLEET`, or `PULL` for work that others ask for
  /// @throws Unfit when there is one of that name, or the values do not go together
  public Line add(String id, String kind, Change values) {
    var wanted =
        switch (kind) {
          case "CALL" -> Lane.Kind.CALL;
          case "FLEET" -> Lane.Kind.FLEET;
          case "PULL" -> Lane.Kind.PULL;
          default -> throw new Unfit("kind", "must be call, fleet or pull: " + kind);
        };
    if (!ID.matcher(id).matches()) {
      throw new Unfit("id", "must be 1..64 letters, digits, dots, dashes and underscores");
    }
    return database.write(
        handle -> {
          if (rows.find(handle, id).isPresent()) {
            throw new Unfit("id", "there is a lane " + id + " already");
          }
          // What somebody adds by hand is a server of their own: no money is lost by asking twice.
          rows.ensure(handle, new Lane(id, wanted, null, 1, null, true, true), clock.instant());
          history.ofLane(handle, "lane.added", Map.of("lane", id, "kind", wanted.name()));
          return change(handle, id, values);
        });
  }

  /// Sets what is not null. What runs is left alone; room that was made is filled at once.
  ///
  /// @return the lane as it is then, or empty when there is none
  /// @throws Unfit when a value is out of range, or the values do not go together
  public Optional<Line> configure(String id, Change change) {
    return database.write(
        handle ->
            rows.find(handle, id).isPresent()
                ? Optional.of(change(handle, id, change))
                : Optional.empty());
  }

  /// Removes a lane without work in it.
  ///
  /// @return false when there is none
  /// @throws Unfit when it is in use: steps of the past count, since they say where they were made
  public boolean remove(String id) {
    return database.write(
        handle -> {
          if (rows.find(handle, id).isEmpty()) {
            return false;
          }
          if (!rows.members(handle, id).isEmpty()) {
            throw new Unfit("id", "fleet " + id + " has members; take them out first");
          }
          if (rows.isUsed(handle, id)) {
            throw new Unfit("id", "lane " + id + " has work in it or had some; pause it instead");
          }
          handle.execute("DELETE FROM lane WHERE id = ?", id);
          history.ofLane(handle, "lane.removed", Map.of("lane", id));
          return true;
        });
  }

  private Line change(Handle handle, String id, Change change) {
    within("capacity", change.capacity(), MAX_CAPACITY);
    within("ratePerMinute", change.ratePerMinute(), MAX_RATE_PER_MINUTE);
    var rate = change.ratePerMinute();
    var offers = change.offers();
    handle
        .createUpdate(
            """
            UPDATE lane
               SET paused = COALESCE(:paused, paused),
                   draining = COALESCE(:draining, draining),
                   capacity = COALESCE(:capacity, capacity),
                   rate_per_minute = CASE WHEN :setsRate THEN :rate ELSE rate_per_minute END,
                   offers = COALESCE(:offers, offers),
                   updated_at = :now
             WHERE id = :id
            """)
        .bind("paused", change.isPaused())
        .bind("draining", change.isDraining())
        .bind("capacity", change.capacity())
        .bind("setsRate", rate != null)
        .bind("rate", rate == null || rate == 0 ? null : rate)
        .bind("offers", offers == null ? null : Json.write(checked(offers)))
        .bind("now", clock.millis())
        .bind("id", id)
        .execute();
    if (change.fleet() != null) {
      moveToFleet(handle, id, change.fleet());
    }
    if (Boolean.TRUE.equals(change.isUp())) {
      rows.circuit(handle, id)
          .ifPresent(seen -> rows.turn(handle, id, seen, Circuit.whole(), clock.instant()));
    }
    if (!change.equals(Change.NOTHING)) {
      history.ofLane(handle, "lane.changed", Map.of("lane", id));
    }
    wakeAll(handle, id);
    return find(handle, id).orElseThrow();
  }

  /// What waits in the lane waits for the fleet from now on.
  private void moveToFleet(Handle handle, String id, String fleet) {
    var lane = rows.find(handle, id).orElseThrow();
    if (fleet.isEmpty()) {
      rows.leaveFleet(handle, id, clock.instant());
      return;
    }
    var whole = rows.find(handle, fleet);
    if (whole.isEmpty() || whole.get().kind() != Lane.Kind.FLEET) {
      throw new Unfit("fleet", "there is no fleet " + fleet + "; make it first");
    }
    if (lane.kind() != Lane.Kind.CALL) {
      throw new Unfit("fleet", "only lanes of the kind call can join a fleet");
    }
    rows.joinFleet(handle, id, fleet, clock.instant());
  }

  private void wakeAll(Handle handle, String id) {
    caller.wake(handle, id);
    rows.find(handle, id).map(Lane::fleet).ifPresent(fleet -> caller.wake(handle, fleet));
  }

  private static List<String> checked(List<String> offers) {
    if (offers.size() > MAX_OFFERS
        || offers.stream().anyMatch(each -> each.isBlank() || each.length() > LONGEST_OFFER)) {
      throw new Unfit(
          "offers",
          "must be at most %d names of 1..%d characters".formatted(MAX_OFFERS, LONGEST_OFFER));
    }
    return offers.stream().distinct().toList();
  }

  private static void within(String field, @Nullable Integer value, int most) {
    if (value != null && (value < 0 || value > most)) {
      throw new Unfit(field, "must lie within 0.." + most + ": " + value);
    }
  }

  private Optional<Line> find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + " WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> line(row))
        .findOne();
  }

  /// What is laid out for others and not yet taken waits.
  private static int working(ResultSet row) throws SQLException {
    return row.getString("kind").equals("PULL") ? row.getInt("claimed") : row.getInt("working");
  }

  private static Line line(ResultSet row) throws SQLException {
    var rate = row.getInt("rate_per_minute");
    var hasRate = !row.wasNull();
    return new Line(
        row.getString("id"),
        row.getString("kind"),
        row.getString("node"),
        row.getString("fleet"),
        Json.readList(row.getString("offers"), String.class),
        row.getInt("capacity"),
        hasRate ? rate : null,
        row.getBoolean("paused"),
        row.getBoolean("draining"),
        row.getString("health"),
        RunStore.instant(row, "down_until"),
        row.getInt("waiting") + row.getInt("working") - working(row),
        working(row),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
