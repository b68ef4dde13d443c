package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What both databases promise.
abstract class DatabaseContract {
  protected Database database;

  abstract Database fresh();

  @BeforeEach
  void open() {
    database = fresh();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void readsWhatWasWritten() {
    database.update(handle -> insertAlias(handle, "a"));

    assertThat(aliases()).isEqualTo(1);
  }

  @Test
  void undoesAWriteThatThrows() {
    assertThatThrownBy(
            () ->
                database.update(
                    handle -> {
                      insertAlias(handle, "a");
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(aliases()).isZero();
  }

  @Test
  void writesDurablyToo() {
    int inserted = database.writeDurably(handle -> insertAlias(handle, "a"));

    assertThat(inserted).isEqualTo(1);
    assertThat(aliases()).isEqualTo(1);
  }

  @Test
  void writesSoonAndTellsWhenItIsDone() {
    var told = database.writeDurablySoon(handle -> insertAlias(handle, "a"));

    assertThat(told.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(1);
    assertThat(aliases()).isEqualTo(1);
  }

  @Test
  void doesOrUndoesEachOfTheWritesThatComeTogether() throws Exception {
    var outcomes = new ArrayList<CompletableFuture<Integer>>();
    var seen = new CopyOnWriteArrayList<String>();
    var held = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    // Whoever writes now keeps the others waiting, so that they go together.
    var writer =
        Thread.ofVirtual()
            .start(
                () ->
                    database.update(
                        _ -> {
                          held.countDown();
                          await(released);
                        }));
    await(held);

    for (int i = 0; i < 8; i++) {
      var name = "n" + i;
      outcomes.add(
          database.writeDurablySoon(
              handle -> {
                database.afterCommit(handle, () -> seen.add(name));
                int inserted = insertAlias(handle, name);
                if (name.equals("n5")) {
                  throw new IllegalArgumentException("no");
                }
                return inserted;
              }));
    }
    released.countDown();
    writer.join();

    for (int i = 0; i < 8; i++) {
      var outcome = outcomes.get(i).orTimeout(60, TimeUnit.SECONDS);
      if (i == 5) {
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(outcome.join()).isEqualTo(1);
      }
    }
    assertThat(aliases()).isEqualTo(7);
    assertThat(seen).containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4", "n6", "n7");
  }

  @Test
  void keepsTwoReadsOfTheSameTextApart() {
    database.update(handle -> insertAlias(handle, "a"));
    database.update(handle -> insertAlias(handle, "b"));

    var pairs =
        database.read(
            handle -> {
              var found = new ArrayList<String>();
              try (var outer = names(handle).stream()) {
                outer.forEach(
                    first -> names(handle).list().forEach(second -> found.add(first + second)));
              }
              return found;
            });

    assertThat(pairs).containsExactly("aa", "ab", "ba", "bb");
  }

  @Test
  void refusesToWriteInARead() {
    assertThatThrownBy(() -> database.read(handle -> insertAlias(handle, "a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must not write");

    assertThat(aliases()).isZero();
  }

  @Test
  void refusesATransactionInsideATransactionOfTheSameThread() {
    assertThatThrownBy(() -> database.update(_ -> database.update(_ -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("write inside a transaction");
    assertThatThrownBy(() -> database.update(_ -> database.read(_ -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("read inside a transaction");
  }

  @Test
  void refusesTheSchedulerInsideATransaction() {
    assertThatThrownBy(
            () ->
                database.update(
                    _ -> {
                      try (var _ = database.schedulerDataSource().getConnection()) {
                        throw new AssertionError("got a connection");
                      } catch (java.sql.SQLException e) {
                        throw new AssertionError(e);
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("scheduler");
  }

  @Test
  void runsActionsAfterTheCommitAndOutsideTheTransaction() {
    var seen = new ArrayList<Integer>();

    database.update(
        handle -> {
          database.afterCommit(handle, () -> seen.add(aliases()));
          insertAlias(handle, "a");
          assertThat(seen).isEmpty();
        });

    assertThat(seen).containsExactly(1);
  }

  @Test
  void runsNoActionAfterAFailedWrite() {
    var seen = new ArrayList<String>();

    assertThatThrownBy(
            () ->
                database.update(
                    handle -> {
                      database.afterCommit(handle, () -> seen.add("ran"));
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(seen).isEmpty();
  }

  @Test
  void aFailingActionAfterTheCommitDoesNotLookLikeAFailedWrite() {
    var seen = new ArrayList<String>();

    database.update(
        handle -> {
          insertAlias(handle, "a");
          database.afterCommit(
              handle,
              () -> {
                throw new IllegalStateException("thrown by a test");
              });
          database.afterCommit(handle, () -> seen.add("ran"));
        });

    assertThat(aliases()).isEqualTo(1);
    assertThat(seen).containsExactly("ran");
  }

  @Test
  void anActionBeforeTheCommitBelongsToTheWrite() {
    database.update(handle -> database.beforeCommit(handle, () -> insertAlias(handle, "a")));

    assertThat(aliases()).isEqualTo(1);
  }

  @Test
  void readersSeeTheLastCommittedStateWhileAWriteRuns() throws Exception {
    var written = new CountDownLatch(1);
    var looked = new CountDownLatch(1);
    var writer =
        Thread.ofVirtual()
            .start(
                () ->
                    database.update(
                        handle -> {
                          insertAlias(handle, "a");
                          written.countDown();
                          await(looked);
                        }));
    await(written);

    assertThat(aliases()).isZero();

    looked.countDown();
    writer.join();
    assertThat(aliases()).isEqualTo(1);
  }

  @Test
  void manyThreadsWriteWithoutLosingAnything() throws Exception {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 32; i++) {
      var name = "n" + i;
      threads.add(
          Thread.ofVirtual().start(() -> database.update(handle -> insertAlias(handle, name))));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(aliases()).isEqualTo(32);
  }

  @Test
  void theSchedulerKeepsTimesToTheMillisecondAndRunsWhatIsDue() {
    var ran = new CountDownLatch(1);
    var task =
        Tasks.oneTime("probe", String.class)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(1)))
            .execute((_, _) -> ran.countDown());
    var scheduler =
        Scheduler.create(database.schedulerDataSource(), task)
            .jdbcCustomization(database.schedulerCustomization())
            .pollingInterval(Duration.ofMillis(50))
            .threads(2)
            .build();
    var later = Instant.parse("2126-03-29T01:30:00.123Z");

    scheduler.scheduleIfNotExists(task.instance("later", "data"), later);
    scheduler.scheduleIfNotExists(task.instance("now", "data"), Instant.EPOCH);
    scheduler.start();
    try {
      await(ran);

      assertThat(scheduler.getScheduledExecution(task.instanceId("later")))
          .hasValueSatisfying(row -> assertThat(row.getExecutionTime()).isEqualTo(later));
    } finally {
      scheduler.stop();
    }
  }

  private int insertAlias(Handle handle, String id) {
    return handle.execute("INSERT INTO alias VALUES ('test', 'thing', ?, 'entity', 0)", id);
  }

  private static org.jdbi.v3.core.result.ResultIterable<String> names(Handle handle) {
    return handle
        .createQuery("SELECT external_id FROM alias WHERE kind = :kind ORDER BY external_id")
        .bind("kind", "thing")
        .mapTo(String.class);
  }

  private int aliases() {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM alias").mapTo(Integer.class).one());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
