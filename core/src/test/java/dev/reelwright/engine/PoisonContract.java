package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.store.Database;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Rows that nobody can read: they harm their own project and no other.
abstract class PoisonContract extends EngineContract {
  PoisonContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void failsAProjectThatCannotBeReadAndMakesTheOthers() throws InterruptedException {
    var poisoned = aProject("A lamp flares.");
    var sound = aProject("A ship turns.");
    var bad = engine.start(poisoned, RunGoal.FINAL);
    database.update(
        handle -> handle.execute("UPDATE project SET brief = '{' WHERE id = ?", poisoned.value()));

    var good = engine.start(sound, RunGoal.FINAL);

    assertThat(ended(good).state()).isEqualTo(RunState.DONE);
    var failed = ended(bad);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.error()).isNotNull().extracting(RunError::code).isEqualTo("INTERNAL");
  }

  @Test
  void failsAStepThatCannotBeReadAndGivesOutTheOthers() throws InterruptedException {
    studio.videos.isRemote("shared");
    var lanes = new Lanes(database, engine, InstantSource.system());
    lanes.add("shared", "CALL", new Lanes.Change(true, null, 4, null, null, null, null));
    var poisoned = aProject("A lamp flares.");
    var bad = engine.start(poisoned, RunGoal.FINAL);
    eventually(
        "the clip waits",
        () -> count("SELECT COUNT(*) FROM step WHERE lane = 'shared' AND state = 'READY'") == 1);
    database.update(
        handle ->
            handle.execute(
                "UPDATE step SET spec = '{' WHERE lane = 'shared' AND project_id = ?",
                poisoned.value()));
    lanes.configure("shared", new Lanes.Change(false, null, null, null, null, null, null));

    var good = engine.start(aProject("A ship turns."), RunGoal.FINAL);

    assertThat(ended(good).state()).isEqualTo(RunState.DONE);
    assertThat(ended(bad).state()).isEqualTo(RunState.FAILED);
  }
}
