package dev.reelwright.engine;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.store.Database;
import java.time.InstantSource;
import java.util.List;

/// Calls of which nobody knows what became of them, and what a person says about them, for another
/// process than the one whose engine works on the database; that one goes on within a few seconds.
/// Thread-safe.
public final class Verdicts {
  private final Database database;
  private final Decisions decisions;

  private Verdicts(Database database, Decisions decisions) {
    this.database = database;
    this.decisions = decisions;
  }

  public static Verdicts beside(Database database, BlobStore blobs, InstantSource clock) {
    var stores = Stores.of(database, blobs);
    var audience = new Audience();
    var history = new History(stores.events(), audience, clock);
    return new Verdicts(
        database,
        new Decisions(
            stores,
            new RunMoves(stores, history, audience, clock),
            history,
            Wakes.ofOthers(stores),
            clock));
  }

  /// Calls of an owner that wait for a verdict, oldest first.
  public List<Question> open(String owner) {
    return database.read(handle -> decisions.open(handle, owner));
  }

  /// Decides about one of them, once.
  ///
  /// @param by who decides, for the record
  /// @throws NotDecidable when nobody waits for a verdict on it, or this verdict cannot be carried
  ///   out; nothing is changed
  public void decide(String owner, AttemptId attempt, Verdict verdict, String by) {
    database.updateDurably(
        handle -> decisions.decide(handle, owner, attempt, verdict, by).orThrow(attempt));
  }
}
