package dev.reelwright.engine;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.edit.EditStore;
import dev.reelwright.event.EventStore;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.ledger.Budgets;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.TakeStore;

/// The tables that the loops work on.
record Stores(
    Database database,
    ProjectStore projects,
    StoryboardStore storyboards,
    TakeStore takes,
    EditStore edits,
    AssetStore assets,
    EventStore events,
    RunStore runs,
    StepStore steps,
    LaneStore lanes,
    AttemptStore attempts,
    Budgets budgets) {
  static Stores of(Database database, dev.reelwright.asset.BlobStore blobs) {
    return new Stores(
        database,
        new ProjectStore(),
        new StoryboardStore(),
        new TakeStore(),
        new EditStore(),
        new AssetStore(blobs),
        new EventStore(database),
        new RunStore(),
        new StepStore(),
        new LaneStore(),
        new AttemptStore(),
        new Budgets());
  }
}
