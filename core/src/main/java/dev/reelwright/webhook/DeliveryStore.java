package dev.reelwright.webhook;

import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import dev.reelwright.webhook.DeliveryState.Dead;
import dev.reelwright.webhook.DeliveryState.Delivered;
import dev.reelwright.webhook.DeliveryState.Pending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of deliveries. Every method is a part of the caller's transaction. Thread-safe: a try
/// is begun, made, recorded; of several senders one begins it, and a sender that comes back late
/// records nothing. A message whose sender dies comes due again, so receivers may get it twice.
public final class DeliveryStore {
  private static final String GUARD =
      " WHERE id = :id AND state = 'PENDING' AND tries = :tries AND next_at = :seen";

  /// Stores a message that was never tried.
  ///
  /// @return false when the webhook has a message about this event; it stays as it is
  public boolean add(Handle handle, Delivery delivery) {
    return handle
            .createUpdate(
                """
                INSERT INTO delivery (id, webhook_id, event_seq, body, state, next_at, created_at)
                VALUES (:id, :webhookId, :eventSeq, :body, 'PENDING', :nextAt, :createdAt)
                ON CONFLICT (webhook_id, event_seq) DO NOTHING
                """)
            .bind("id", delivery.id())
            .bind("webhookId", delivery.webhookId())
            .bind("eventSeq", delivery.eventSeq())
            .bind("body", delivery.body())
            .bind("nextAt", pending(delivery).nextAt().toEpochMilli())
            .bind("createdAt", delivery.createdAt().toEpochMilli())
            .execute()
        == 1;
  }

  public Optional<Delivery> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM delivery WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// What is to be tried now, longest due first; nothing of webhooks that are switched off.
  ///
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  public List<Delivery> due(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(
            """
            SELECT delivery.*
              FROM delivery JOIN webhook ON webhook.id = delivery.webhook_id
             WHERE delivery.state = 'PENDING' AND delivery.next_at <= :now AND webhook.active
             ORDER BY delivery.next_at, delivery.id LIMIT :limit
            """)
        .bind("now", now.toEpochMilli())
        .bind("limit", Page.requireLimit(limit))
        .map((row, _) -> read(row))
        .list();
  }

  /// What is to be sent now: of each webhook the first message that is not over, once it is due, so
  /// that they arrive in the order of their events.
  ///
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  public List<Delivery> next(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(
            """
            SELECT delivery.*
              FROM delivery JOIN webhook ON webhook.id = delivery.webhook_id
             WHERE delivery.state = 'PENDING' AND delivery.next_at <= :now AND webhook.active
               AND NOT EXISTS (SELECT 1 FROM delivery AS earlier
                                WHERE earlier.webhook_id = delivery.webhook_id
                                  AND earlier.state = 'PENDING'
                                  AND earlier.event_seq < delivery.event_seq)
             ORDER BY delivery.next_at, delivery.id LIMIT :limit
            """)
        .bind("now", now.toEpochMilli())
        .bind("limit", Page.requireLimit(limit))
        .map((row, _) -> read(row))
        .list();
  }

  /// Messages to a webhook, newest first.
  ///
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<Delivery> list(
      Handle handle, String webhookId, int limit, @Nullable PageCursor after) {
    var sql =
        "SELECT * FROM delivery WHERE webhook_id = :webhook"
            + (after == null ? "" : " AND (created_at, id) < (:at, :id)")
            + " ORDER BY created_at DESC, id DESC LIMIT :limit";
    var query =
        handle
            .createQuery(sql)
            .bind("webhook", webhookId)
            .bind("limit", Page.requireLimit(limit) + 1);
    if (after != null) {
      query.bind("at", after.createdAt().toEpochMilli()).bind("id", after.id());
    }
    return Page.of(
        query.map((row, _) -> read(row)).list(),
        limit,
        last -> new PageCursor(last.createdAt(), last.id()));
  }

  /// Counts a try that is about to be made and keeps others from making it too.
  ///
  /// @param seen the delivery as it was read
  /// @param until when it comes due again if its sender is never heard of; later than the deadline
  ///   of the try
  /// @return the delivery to send and record; empty when somebody else was first
  public Optional<Delivery> begin(Handle handle, Delivery seen, Instant until) {
    var begun =
        handle
            .createUpdate("UPDATE delivery SET tries = tries + 1, next_at = :until" + GUARD)
            .bind("until", until.toEpochMilli())
            .bind("id", seen.id())
            .bind("tries", seen.tries())
            .bind("seen", pending(seen).nextAt().toEpochMilli())
            .execute();
    return begun == 1 ? find(handle, seen.id()) : Optional.empty();
  }

  /// Stores how a try went and what follows: delivered, another try, or no more.
  ///
  /// @param begun what `begin` answered
  /// @param status HTTP status, or null where there was no answer
  /// @param error what went wrong, for people, or null
  /// @return false when the try took so long that it was begun again, or ordered again, since
  public boolean recordTry(
      Handle handle,
      Delivery begun,
      @Nullable Integer status,
      @Nullable String error,
      DeliveryState next) {
    return handle
            .createUpdate(
                """
                UPDATE delivery
                   SET state = :state, next_at = :nextAt, ended_at = :endedAt,
                       last_status = :status, last_error = :error
                """
                    + GUARD)
            .bind("state", word(next))
            .bind("nextAt", next instanceof Pending(var nextAt) ? nextAt.toEpochMilli() : null)
            .bind("endedAt", endedAt(next))
            .bind("status", status)
            .bind("error", error)
            .bind("id", begun.id())
            .bind("tries", begun.tries())
            .bind("seen", pending(begun).nextAt().toEpochMilli())
            .execute()
        == 1;
  }

  /// Lets messages come due whose first try was begun and never recorded. Only for a store that
  /// nobody else sends from: then whoever made the try is gone.
  void resume(Handle handle, Instant now) {
    handle.execute(
        """
        UPDATE delivery SET next_at = ?
         WHERE state = 'PENDING' AND tries = 1 AND last_status IS NULL AND last_error IS NULL
        """,
        now.toEpochMilli());
  }

  /// An owner's messages that were given up, newest first.
  ///
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<Delivery> deadLetters(
      Handle handle, String owner, int limit, @Nullable PageCursor after) {
    var sql =
        """
        SELECT delivery.*
          FROM delivery JOIN webhook ON webhook.id = delivery.webhook_id
         WHERE delivery.state = 'DEAD' AND webhook.owner = :owner
        """
            + (after == null ? "" : " AND (delivery.created_at, delivery.id) < (:at, :id)")
            + " ORDER BY delivery.created_at DESC, delivery.id DESC LIMIT :limit";
    var query =
        handle.createQuery(sql).bind("owner", owner).bind("limit", Page.requireLimit(limit) + 1);
    if (after != null) {
      query.bind("at", after.createdAt().toEpochMilli()).bind("id", after.id());
    }
    return Page.of(
        query.map((row, _) -> read(row)).list(),
        limit,
        last -> new PageCursor(last.createdAt(), last.id()));
  }

  /// Has a message that was delivered or given up sent again, now and with all tries anew. What the
  /// last try brought stays on record until the next one.
  ///
  /// @return false when there is no such message or it is still on its way
  public boolean redeliver(Handle handle, String id, Instant now) {
    return handle.execute(
            """
            UPDATE delivery SET state = 'PENDING', tries = 0, next_at = ?, ended_at = NULL
             WHERE id = ? AND state IN ('DELIVERED', 'DEAD')
            """,
            now.toEpochMilli(),
            id)
        == 1;
  }

  private static Pending pending(Delivery delivery) {
    if (delivery.state() instanceof Pending pending) {
      return pending;
    }
    throw new IllegalArgumentException(
        "delivery " + delivery.id() + " is over: " + delivery.state());
  }

  private static String word(DeliveryState state) {
    return switch (state) {
      case Pending _ -> "PENDING";
      case Delivered _ -> "DELIVERED";
      case Dead _ -> "DEAD";
    };
  }

  private static @Nullable Long endedAt(DeliveryState state) {
    return switch (state) {
      case Pending _ -> null;
      case Delivered(var at) -> at.toEpochMilli();
      case Dead(var at) -> at.toEpochMilli();
    };
  }

  private static DeliveryState state(ResultSet row) throws SQLException {
    var word = row.getString("state");
    return switch (word) {
      case "PENDING" -> new Pending(Instant.ofEpochMilli(row.getLong("next_at")));
      case "DELIVERED" -> new Delivered(Instant.ofEpochMilli(row.getLong("ended_at")));
      case "DEAD" -> new Dead(Instant.ofEpochMilli(row.getLong("ended_at")));
      default -> throw new IllegalStateException("unknown state of a delivery: " + word);
    };
  }

  private static Delivery read(ResultSet row) throws SQLException {
    var status = row.getInt("last_status");
    var hasStatus = !row.wasNull();
    return new Delivery(
        row.getString("id"),
        row.getString("webhook_id"),
        row.getLong("event_seq"),
        row.getString("body"),
        state(row),
        row.getInt("tries"),
        hasStatus ? status : null,
        row.getString("last_error"),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
