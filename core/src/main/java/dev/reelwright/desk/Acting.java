package dev.reelwright.desk;

import dev.reelwright.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Carries acts out, each in one durable transaction. An act that comes with the name of its
/// request is done once: the answer is kept beside it, in the same transaction, for a day.
/// Thread-safe.
public final class Acting {
  private static final Duration KEPT = Duration.ofDays(1);

  /// The name of a request.
  ///
  /// @param key chosen by the caller
  /// @param digest of everything that was asked; the same key with another digest is a mistake
  public record Request(String owner, String key, String digest) {}

  /// What became of an act.
  ///
  /// @param text the answer, as it was written the first time
  /// @param isRepeated whether the act had been done before
  public record Answer(String text, boolean isRepeated) {}

  private record Kept(String digest, String answer) {}

  private final Database database;
  private final InstantSource clock;

  public Acting(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @throws Refusal when it cannot be done
  public <T> T perform(Act<T> act) {
    return database.writeDurably(act::in);
  }

  /// As `perform`, without waiting for it. Fails with a `Refusal` when it cannot be done. Completed
  /// on a thread that must not be kept.
  public <T> CompletableFuture<T> performSoon(Act<T> act) {
    return database.writeDurablySoon(act::in);
  }

  /// As `performOnce`, without waiting for it.
  public <T> CompletableFuture<Answer> performOnceSoon(
      Request request, Act<T> act, Function<T, String> writer) {
    return database.writeDurablySoon(handle -> once(handle, request, act, writer));
  }

  /// @param writer makes the answer; pure
  /// @throws Refusal when it cannot be done, or the key names another request; a refused act is not
  ///   kept and may be tried again
  public <T> Answer performOnce(Request request, Act<T> act, Function<T, String> writer) {
    return database.writeDurably(handle -> once(handle, request, act, writer));
  }

  private <T> Answer once(Handle handle, Request request, Act<T> act, Function<T, String> writer) {
    if (!claim(handle, request)) {
      return repeated(find(handle, request), request);
    }
    var text = writer.apply(act.in(handle));
    keep(handle, request, text);
    return new Answer(text, false);
  }

  private static Answer repeated(Kept before, Request request) {
    if (!before.digest().equals(request.digest())) {
      throw Refusal.conflict(
          "IDEMPOTENCY_KEY_REUSED",
          "this key was used for another request before",
          "Send the same request again, or choose a fresh key.");
    }
    return new Answer(before.answer(), true);
  }

  /// Two at once: the second one waits here until the first is committed, and then finds its
  /// answer; or until it is undone, and then does the act itself.
  ///
  /// @return false when the act has been done
  private boolean claim(Handle handle, Request request) {
    var now = clock.instant();
    handle.execute("DELETE FROM request WHERE created_at < ?", now.minus(KEPT).toEpochMilli());
    return handle
            .createUpdate(
                """
                INSERT INTO request (owner, request_key, digest, answer, created_at)
                VALUES (:owner, :key, :digest, '', :now)
                ON CONFLICT (owner, request_key) DO NOTHING
                """)
            .bind("owner", request.owner())
            .bind("key", request.key())
            .bind("digest", request.digest())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  private static Kept find(Handle handle, Request request) {
    return handle
        .createQuery(
            "SELECT digest, answer FROM request WHERE owner = :owner AND request_key = :key")
        .bind("owner", request.owner())
        .bind("key", request.key())
        .map((row, _) -> new Kept(row.getString(1), row.getString(2)))
        .one();
  }

  private static void keep(Handle handle, Request request, String answer) {
    handle
        .createUpdate(
            "UPDATE request SET answer = :answer WHERE owner = :owner AND request_key = :key")
        .bind("owner", request.owner())
        .bind("key", request.key())
        .bind("answer", answer)
        .execute();
  }
}
