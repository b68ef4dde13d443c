package dev.reelwright.engine;

import dev.reelwright.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lanes as an operator sees and sets them. Thread-safe.
public final class Lanes {
  public static final int MAX_CAPACITY = 1_000;
  public static final int MAX_RATE_PER_MINUTE = 100_000;

  /// A lane and what is in it.
  ///
  /// @param kind `CALL`, `FLEET`, `LOCAL` or `PULL`
  /// @param node the node whose own it is, or null for a provider's
  /// @param capacity steps at a time
  /// @param ratePerMinute calls begun within any minute, or null for no limit
  /// @param isPaused whether nothing new begins in it
  /// @param waiting steps that wait for room
  /// @param working steps that are being done
  public record Line(
      String id,
      String kind,
      @Nullable String node,
      int capacity,
      @Nullable Integer ratePerMinute,
      boolean isPaused,
      String health,
      int waiting,
      int working,
      Instant updatedAt) {}

  private static final String SELECT =
      """
      SELECT lane.*,
             (SELECT COUNT(*) FROM step WHERE step.lane = lane.id AND step.state = 'READY') AS waiting,
             (SELECT COUNT(*) FROM step WHERE step.lane = lane.id
               AND step.state IN ('LEASED', 'SUBMITTED')) AS working
        FROM lane
      """;

  private final Database database;
  private final Engine engine;
  private final InstantSource clock;

  public Lanes(Database database, Engine engine, InstantSource clock) {
    this.database = database;
    this.engine = engine;
    this.clock = clock;
  }

  /// All lanes that have ever had work, by name.
  public List<Line> list() {
    return database.read(
        handle -> handle.createQuery(SELECT + " ORDER BY id").map((row, _) -> line(row)).list());
  }

  public Optional<Line> find(String id) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + " WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> line(row))
                .findOne());
  }

  /// Sets what is not null. What runs is left alone; room that was made is filled at once.
  ///
  /// @param capacity 0..`MAX_CAPACITY`
  /// @param ratePerMinute 1..`MAX_RATE_PER_MINUTE`, or 0 for no limit
  /// @return the lane as it is then, or empty when there is none
  public Optional<Line> configure(
      String id,
      @Nullable Boolean isPaused,
      @Nullable Integer capacity,
      @Nullable Integer ratePerMinute) {
    var changed =
        database.write(
            handle -> {
              var rows =
                  handle
                      .createUpdate(
                          """
                          UPDATE lane
                             SET paused = COALESCE(:paused, paused),
                                 capacity = COALESCE(:capacity, capacity),
                                 rate_per_minute = CASE WHEN :setsRate THEN :rate
                                                        ELSE rate_per_minute END,
                                 updated_at = :now
                           WHERE id = :id
                          """)
                      .bind("paused", isPaused)
                      .bind("capacity", capacity)
                      .bind("setsRate", ratePerMinute != null)
                      .bind(
                          "rate",
                          ratePerMinute == null || ratePerMinute == 0 ? null : ratePerMinute)
                      .bind("now", clock.millis())
                      .bind("id", id)
                      .execute();
              engine.wakeLane(handle, id);
              return rows == 1;
            });
    return changed ? find(id) : Optional.empty();
  }

  private static Line line(ResultSet row) throws SQLException {
    var rate = row.getInt("rate_per_minute");
    var hasRate = !row.wasNull();
    return new Line(
        row.getString("id"),
        row.getString("kind"),
        row.getString("node"),
        row.getInt("capacity"),
        hasRate ? rate : null,
        row.getBoolean("paused"),
        row.getString("health"),
        row.getInt("waiting"),
        row.getInt("working"),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
