package dev.reelwright.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.event.EventStore;
import dev.reelwright.event.NewEvent;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Samples;
import dev.reelwright.store.SettableClock;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  abstract static class Contract extends StoreContract {
    Contract(Supplier<Database> source) {
      super(source);
    }

    @Test
    void forgetsTheSmallPrintOfOldHistoryAndKeepsTheStory() {
      var clock = new SettableClock(NOW);
      var project = stored(Samples.project("ann")).id();
      happens(project, "project.created", "step.ready", "attempt.booked", "run.done");

      new Housekeeping(database, blobs, clock).run();
      assertThat(kinds(project)).hasSize(4);

      clock.forward(Housekeeping.HISTORY_KEPT.plus(Duration.ofDays(1)));
      new Housekeeping(database, blobs, clock).run();
      assertThat(kinds(project)).containsExactly("project.created", "run.done");
    }

    @Test
    void keepsAllThatHappenedToAFilmThatIsStillMade() {
      var clock = new SettableClock(NOW);
      var project = stored(Samples.project("ann")).id();
      happens(project, "step.ready", "step.leased");
      happens(project, "run.started");
      database.update(
          handle ->
              handle.execute(
                  """
                  INSERT INTO run (id, project_id, goal, recipe, recipe_version, state, created_at)
                  VALUES ('r', ?, 'FINAL', 'prompt-film', 1, 'BLOCKED', 0)
                  """,
                  project.value()));
      clock.forward(Housekeeping.HISTORY_KEPT.plus(Duration.ofDays(1)));

      new Housekeeping(database, blobs, clock).run();

      assertThat(kinds(project)).hasSize(3);
    }

    private void happens(ProjectId project, String... kinds) {
      var events = new EventStore(database);
      for (var kind : kinds) {
        database.update(
            handle ->
                events.append(
                    handle, new NewEvent(NOW, kind, "ann", project, null, null, Map.of())));
      }
    }

    private List<String> kinds(ProjectId project) {
      var events = new EventStore(database);
      return database.read(handle -> events.readAfter(handle, 0, project, 100)).stream()
          .map(event -> event.what().kind())
          .toList();
    }
  }

  @Nested
  class OnSqlite extends Contract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends Contract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
