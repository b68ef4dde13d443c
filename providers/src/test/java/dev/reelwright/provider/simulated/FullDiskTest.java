package dev.reelwright.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.BlockReason;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunState;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.simulator.Operation;
import dev.reelwright.store.CommitWatch;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import dev.reelwright.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk without room, while something that is paid comes down and while it is written down:
/// nothing is lost, nothing is paid twice, and it goes on once there is room.
class FullDiskTest {
  private static final long NO_LIMIT = 1L << 30;

  /// The kernel's own full disk: whoever writes there is told `ENOSPC`.
  private static final Path FULL = Path.of("/dev/full");

  private final Disks disks = new Disks();
  private PaidCounter counter;
  private Database database;
  private volatile boolean isFull;

  /// What is full at the moment.
  private final class Disks implements MeddlingStudio.Meddler {
    private volatile boolean isScratchFull;
    private volatile boolean fillsDatabaseAfterSubmit;

    @Override
    public void afterSubmit() {
      if (fillsDatabaseAfterSubmit) {
        fillsDatabaseAfterSubmit = false;
        fillDatabase();
      }
    }

    @Override
    public void beforePoll(Call call) throws IOException {
      if (isScratchFull) {
        Files.createSymbolicLink(call.scratch().resolve("result"), FULL);
      }
    }
  }

  @BeforeEach
  void open(@TempDir Path scratch) throws IOException {
    database = TestDatabases.sqlite();
    counter =
        new PaidCounter(
            database, scratch, Duration.ofHours(1), studio -> new MeddlingStudio(studio, disks));
  }

  @AfterEach
  void close() {
    counter.close();
  }

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(strings = {"keyed", "findable", "blind"})
  void waitsForRoomWhileAResultComesDown(String kind) throws InterruptedException {
    disks.isScratchFull = true;

    var run = counter.atRest(counter.order(kind));

    assertThat(run.state()).isEqualTo(RunState.BLOCKED);
    assertThat(run.blockedOn()).isEqualTo(BlockReason.DISK);
    assertThat(run.error()).isNotNull();
    assertThat(run.error().message()).contains("the disk is full");
    assertThat(counter.books(run).attempts()).containsExactly("ACCEPTED null");

    disks.isScratchFull = false;
    assertFinishesPaidOnce(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "findable", "blind"})
  void goesOnAfterAResultCouldNotBeWrittenDown(String kind) throws InterruptedException {
    counter.simulator.jobsTake(Duration.ofMillis(700));
    var run = counter.engine.find(counter.order(kind)).orElseThrow();
    MortalStudio.eventually(
        "the job is accepted",
        () -> counter.books(run).attempts().equals(List.of("ACCEPTED null")));

    fillDatabase();
    var before = counter.simulator.counter().requests().getOrDefault(Operation.RESULT, 0L);
    MortalStudio.eventually(
        "the result is fetched again and again, in vain",
        () ->
            counter.simulator.counter().requests().getOrDefault(Operation.RESULT, 0L)
                >= before + 2);
    assertThat(counter.books(run).attempts()).containsExactly("ACCEPTED null");

    makeRoom();
    assertFinishesPaidOnce(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "findable", "blind"})
  void remembersAJobWhoseNameCouldNotBeWrittenDownAtOnce(String kind) throws InterruptedException {
    var writes = new AtomicInteger();
    database.watchCommits(
        new CommitWatch() {
          @Override
          public void entered() {
            if (isFull) {
              writes.incrementAndGet();
            }
          }
        });
    disks.fillsDatabaseAfterSubmit = true;

    var run = counter.engine.find(counter.order(kind)).orElseThrow();
    MortalStudio.eventually("it is tried again and again", () -> writes.get() > 20);
    assertThat(counter.books(run).attempts()).containsExactly("INTENT null");
    makeRoom();

    assertFinishesPaidOnce(run);
  }

  /// Leaves no room in the database for even one more entry of the history.
  private void fillDatabase() {
    database.update(
        handle -> {
          var pages = handle.createQuery("PRAGMA page_count").mapTo(Long.class).one();
          handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(Long.class).one();
        });
    var isRoom = true;
    while (isRoom) {
      try {
        database.update(
            handle ->
                handle.execute(
                    "INSERT INTO event (at, kind, data) VALUES (0, 'test.filler', '{}')"));
      } catch (StoreException e) {
        assertThat(e.kind()).isEqualTo(StoreException.Kind.DISK_FULL);
        isRoom = false;
      }
    }
    isFull = true;
  }

  private void makeRoom() {
    isFull = false;
    database.update(
        handle ->
            handle.createQuery("PRAGMA max_page_count = " + NO_LIMIT).mapTo(Long.class).one());
  }

  private void assertFinishesPaidOnce(Run run) throws InterruptedException {
    MortalStudio.eventually(
        "the film is finished",
        () -> counter.engine.find(run.id()).orElseThrow().state() == RunState.DONE);
    var books = counter.books(run);
    assertThat(books.attempts()).containsExactly("BOOKED 40000");
    assertThat(books.spent()).isEqualTo(40_000);
    assertThat(books.held()).isZero();
    assertThat(books.openHolds()).isZero();
    assertThat(books.takes()).isEqualTo(1);
    assertThat(counter.bills(run)).containsExactly(1, 40_000);
    assertThat(counter.simulator.counter().billedTwice()).isEmpty();
  }
}
