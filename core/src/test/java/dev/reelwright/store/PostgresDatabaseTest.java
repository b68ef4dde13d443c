package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseContract {
  @Override
  Database fresh() {
    return TestDatabases.postgres();
  }

  @Test
  void isNeverSettledSinceOthersMayWriteToo() {
    assertThat(database.settled()).isEqualTo(Database.UNSETTLED);
  }

  @Test
  void finishesBothOfTwoWritesThatWaitForEachOther() throws Exception {
    database.update(
        handle ->
            handle.execute(
                "INSERT INTO lane (id, kind, capacity, resubmit, updated_at)"
                    + " VALUES ('a', 'CALL', 0, 'FREE', 0), ('b', 'CALL', 0, 'FREE', 0)"));
    var bothHoldOne = new CyclicBarrier(2);
    var runs = new AtomicInteger();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var forth = threads.submit(raisingBoth("a", "b", bothHoldOne, runs));
      var back = threads.submit(raisingBoth("b", "a", bothHoldOne, runs));
      forth.get();
      back.get();
    }

    // The loser ran again; it may have met the winner once more.
    assertThat(runs.get()).isGreaterThanOrEqualTo(3);
    int wakes =
        database.read(
            handle -> handle.createQuery("SELECT SUM(wake) FROM lane").mapTo(Integer.class).one());
    assertThat(wakes).isEqualTo(4);
  }

  /// Raises two rows in one write; in its first run it waits between them for the other write.
  private Callable<Integer> raisingBoth(
      String first, String second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    var isFirstRun = new AtomicInteger();
    return () ->
        database.write(
            handle -> {
              runs.incrementAndGet();
              handle.execute("UPDATE lane SET wake = wake + 1 WHERE id = ?", first);
              if (isFirstRun.getAndIncrement() == 0) {
                meet(bothHoldOne);
              }
              return handle.execute("UPDATE lane SET wake = wake + 1 WHERE id = ?", second);
            });
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
