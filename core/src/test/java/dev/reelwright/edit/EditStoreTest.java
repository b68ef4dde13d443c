package dev.reelwright.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EditStoreTest {
  abstract static class EditStoreContract extends StoreContract {
    private final EditStore edits = new EditStore();
    private ProjectId project;

    EditStoreContract(Supplier<Database> source) {
      super(source);
    }

    @BeforeEach
    void storeProject() {
      project = stored(Samples.project("ann")).id();
    }

    @Test
    void storesADecisionAndThenItsChange() {
      var edit = trim("shot", 100);
      assertThat(put(edit)).isTrue();

      var first = find("shot").orElseThrow();
      var later = NOW.plusSeconds(1);
      boolean changed =
          database.write(
              handle -> edits.put(handle, first.withValue(Map.of("startMillis", 200)), later));

      assertThat(first)
          .isEqualTo(
              new Edit(edit.id(), project, "shot", EditKind.TRIM, edit.value(), 1, NOW, NOW));
      assertThat(changed).isTrue();
      assertThat(find("shot"))
          .contains(
              new Edit(
                  edit.id(),
                  project,
                  "shot",
                  EditKind.TRIM,
                  Map.of("startMillis", 200),
                  2,
                  NOW,
                  later));
    }

    @Test
    void refusesASecondFirstDecision() {
      put(trim("shot", 100));

      assertThat(put(trim("shot", 200))).isFalse();

      assertThat(find("shot").orElseThrow().value()).isEqualTo(Map.of("startMillis", 100));
    }

    @Test
    void refusesTheSecondOfTwoChangesOfOneVersion() {
      put(trim("shot", 100));
      var read = find("shot").orElseThrow();

      assertThat(put(read.withValue(Map.of("startMillis", 200)))).isTrue();
      assertThat(put(read.withValue(Map.of("startMillis", 300)))).isFalse();

      assertThat(find("shot").orElseThrow().value()).isEqualTo(Map.of("startMillis", 200));
    }

    @Test
    void letsOneOfManyThreadsDecideFirst() throws Exception {
      var barrier = new CyclicBarrier(8);
      var won = new AtomicInteger();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < 8; i++) {
        var edit = trim("shot", i);
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        barrier.await();
                      } catch (Exception e) {
                        throw new AssertionError(e);
                      }
                      if (put(edit)) {
                        won.incrementAndGet();
                      }
                    }));
      }
      for (var thread : threads) {
        thread.join();
      }

      assertThat(won).hasValue(1);
      assertThat(find("shot").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void doesNotTakeADecisionMadeAnewForTheOneThatWasRead() {
      put(trim("shot", 100));
      var read = find("shot").orElseThrow();
      boolean removed = database.write(handle -> edits.remove(handle, read));
      put(trim("shot", 200));

      assertThat(removed).isTrue();
      assertThat(put(read.withValue(Map.of("startMillis", 300)))).isFalse();
      boolean removedAgain = database.write(handle -> edits.remove(handle, read));
      assertThat(removedAgain).isFalse();
    }

    @Test
    void readsTheDecisionsOfOneProjectBySubjectAndKind() {
      put(trim("shot-b", 1));
      put(trim("shot-a", 2));
      put(Edit.fresh(project, "shot-a", EditKind.LOCK, Map.of(), NOW));
      var other = stored(Samples.project("ann")).id();
      put(Edit.fresh(other, "shot-a", EditKind.LEVEL, Map.of("gainDb", -3.5), NOW));

      var found = database.read(handle -> edits.ofProject(handle, project));

      assertThat(found)
          .extracting(edit -> edit.subject() + " " + edit.kind())
          .containsExactly("shot-a LOCK", "shot-a TRIM", "shot-b TRIM");
    }

    private boolean put(Edit edit) {
      return database.write(handle -> edits.put(handle, edit, NOW));
    }

    private Optional<Edit> find(String subject) {
      return database.read(handle -> edits.find(handle, project, subject, EditKind.TRIM));
    }

    private Edit trim(String subject, int startMillis) {
      return Edit.fresh(project, subject, EditKind.TRIM, Map.of("startMillis", startMillis), NOW);
    }
  }

  @Nested
  class OnSqlite extends EditStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends EditStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
