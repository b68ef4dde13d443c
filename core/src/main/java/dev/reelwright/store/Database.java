package dev.reelwright.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database: opened, checked, migrated. All access goes through `read` and `write`, each one
/// transaction. Thread-safe; blocks.
///
/// On SQLite there is one writer connection, which the scheduler shares, and writes wait for each
/// other; readers work beside it on the last committed state. A transaction inside a transaction of
/// the same thread would wait for itself (or read what is out of date), so it is refused: pass the
/// handle on instead. A transaction waits for nothing but the database.
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int WRITE_TRIES = 5;
  private static final String SYNCED = "PRAGMA synchronous = FULL";
  private static final String UNSYNCED = "PRAGMA synchronous = NORMAL";

  /// What `settled` says when nothing read now is known to stay so.
  public static final long UNSETTLED = -1;

  private final Dialect dialect;
  private final String place;
  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Jdbi writer;
  private final Jdbi reader;
  private final ScopedValue<Transaction> open = ScopedValue.newInstance();
  private final boolean isAlone;
  private final AtomicLong writesBegun = new AtomicLong();
  private final AtomicLong writesEnded = new AtomicLong();
  private final CommonWrites commonWrites = new CommonWrites(this::writeTogether);
  private volatile CommitWatch watch = CommitWatch.NOBODY;

  /// @param isAlone whether nobody else changes it, small changes beside it excepted
  ///   (`sqliteBeside`)
  Database(
      Dialect dialect,
      String place,
      boolean isAlone,
      HikariDataSource writerPool,
      HikariDataSource readerPool) {
    this.dialect = dialect;
    this.place = place;
    this.isAlone = isAlone;
    this.writerPool = writerPool;
    this.readerPool = readerPool;
    this.writer = Jdbi.create(writerPool);
    this.reader = Jdbi.create(readerPool);
  }

  /// Opens or creates a SQLite file and brings it to the current schema. The caller sees to it that
  /// no other process has it open (`DataFolder`).
  ///
  /// @throws StoreException when it is damaged, newer than this program or cannot be written; the
  ///   file is left as it was
  public static Database sqlite(Path file) {
    return SqliteOpening.open(file);
  }

  /// Opens a SQLite file that another process may have open, for a short look or a small change:
  /// nothing is migrated and nothing is scheduled. What the other process answers from what it has
  /// read before (`settled`) must not be changed so: projects and what belongs to them.
  ///
  /// @return empty when this program would have to change the tables first
  /// @throws StoreException when it is damaged or newer than this program
  public static Optional<Database> sqliteBeside(Path file) {
    return SqliteOpening.openBeside(file);
  }

  /// Opens a PostgreSQL database (13 or newer) and brings it to the current schema.
  ///
  /// @param jdbcUrl `jdbc:postgresql://host:port/name`
  /// @throws StoreException when it does not answer or is newer than this program
  public static Database postgres(String jdbcUrl, String user, String password) {
    return PostgresOpening.open(jdbcUrl, user, password);
  }

  public Dialect dialect() {
    return dialect;
  }

  /// Reads one consistent state.
  ///
  /// @throws IllegalStateException when the work tries to write
  public <T extends @Nullable Object> T read(HandleFunction<T> work) {
    refuseNesting("read");
    watch.entered();
    try (var handle = reader.open()) {
      return transact(new Transaction(handle), handle, work);
    } catch (RuntimeException e) {
      if (StoreException.isRefusedWrite(e)) {
        throw new IllegalStateException("a read must not write; use write or update", e);
      }
      throw explained(e);
    }
  }

  /// A number for the state of projects and all that belongs to them. As long as it is the same,
  /// what was read after it was asked for is still so. It moves with every write, whatever that
  /// changed; the scheduler's own table and what is written beside (`sqliteBeside`) do not count.
  ///
  /// @return `UNSETTLED` while something is being written, and always where other processes share
  ///   the database
  public long settled() {
    // In this order: no write can begin and end unseen between the two.
    long ended = writesEnded.get();
    return isAlone && writesBegun.get() == ended ? ended : UNSETTLED;
  }

  /// Changes something: all of it or, when the work throws, nothing. After a power cut the last
  /// moments may be missing, but never a part of a transaction. The work may run more than once
  /// (PostgreSQL ends one of two writes that wait for each other), so it changes nothing but the
  /// database.
  public <T extends @Nullable Object> T write(HandleFunction<T> work) {
    return write(work, false);
  }

  /// As `write`, and on the disk for good when it returns. For the ledger: money must be
  /// remembered.
  public <T extends @Nullable Object> T writeDurably(HandleFunction<T> work) {
    return write(work, true);
  }

  /// As `writeDurably`, without waiting for it, on another thread. On SQLite, writes that come in
  /// together share one transaction and one wait for the disk; each of them is done or undone by
  /// itself all the same, and may run more than once.
  ///
  /// @return completed on the writing thread, which must not be kept: hand long work on
  public <T extends @Nullable Object> CompletableFuture<T> writeDurablySoon(
      HandleFunction<T> work) {
    refuseNesting("write");
    var job = new CommonWrites.Job<>(work);
    switch (dialect) {
      case SQLITE -> commonWrites.submit(job);
      case POSTGRES -> Thread.ofVirtual().start(() -> writeAlone(job));
    }
    return job.outcome();
  }

  /// `write` for work without an answer.
  public void update(HandleConsumer work) {
    Object _ = write(silent(work), false);
  }

  /// `writeDurably` for work without an answer.
  public void updateDurably(HandleConsumer work) {
    Object _ = write(silent(work), true);
  }

  /// Runs an action once the running write is committed, on the same thread, outside the
  /// transaction, in the order of registration. It does not run when the write fails. What it
  /// throws is logged and does not reach the writer.
  ///
  /// @param handle of the running `write`
  public void afterCommit(Handle handle, Runnable action) {
    running(handle).afterCommit(action);
  }

  /// Runs an action as the last thing inside the running write; it may use the handle, and what it
  /// throws undoes the write.
  ///
  /// @param handle of the running `write`
  public void beforeCommit(Handle handle, Runnable action) {
    running(handle).beforeCommit(action);
  }

  /// Has somebody told of every commit, for tests that cut the power there.
  public void watchCommits(CommitWatch newWatch) {
    watch = newWatch;
  }

  /// Connections for db-scheduler, auto-committing; on SQLite the one writer. Asking for one inside
  /// a transaction of the same thread fails: schedule after the commit.
  public DataSource schedulerDataSource() {
    return new SchedulerDataSource(
        writerPool,
        () -> {
          refuseNesting("use of the scheduler");
          watch.entered();
        });
  }

  /// How db-scheduler has to speak to `schedulerDataSource`.
  public JdbcCustomization schedulerCustomization() {
    return switch (dialect) {
      case SQLITE -> new MillisecondCustomization();
      case POSTGRES -> new PostgreSqlJdbcCustomization(false, false);
    };
  }

  /// Closes all connections. Work that runs fails.
  @Override
  public void close() {
    readerPool.close();
    writerPool.close();
  }

  private <T extends @Nullable Object> T write(HandleFunction<T> work, boolean durable) {
    refuseNesting("write");
    watch.entered();
    for (var tries = 1; ; tries++) {
      try {
        return writeOnce(work, durable);
      } catch (UnableToExecuteStatementException e) {
        // The database ended one of two transactions that waited for each other; nothing of it is
        // left, and the other one goes on.
        if (tries == WRITE_TRIES || !isVictim(e)) {
          throw explained(e);
        }
        LOG.info("a write lost a deadlock, try={}", tries);
      } catch (RuntimeException e) {
        throw explained(e);
      }
    }
  }

  private <T extends @Nullable Object> T writeOnce(HandleFunction<T> work, boolean durable) {
    Transaction transaction;
    T answer;
    try (var handle = writer.open()) {
      transaction = new Transaction(handle);
      writesBegun.incrementAndGet();
      try {
        answer =
            durable && dialect == Dialect.SQLITE
                ? synced(handle, transaction, watched(work))
                : transact(transaction, handle, watched(work));
      } finally {
        writesEnded.incrementAndGet();
      }
      watch.committed();
    }
    transaction.runAfterCommit();
    return answer;
  }

  private void writeTogether(List<CommonWrites.Job<?>> jobs) {
    if (jobs.size() == 1 || !isWrittenTogether(jobs)) {
      jobs.forEach(this::writeAlone);
    }
  }

  private <T extends @Nullable Object> void writeAlone(CommonWrites.Job<T> job) {
    try {
      job.outcome().complete(write(job.work(), true));
    } catch (RuntimeException | Error e) {
      job.outcome().completeExceptionally(e);
    }
  }

  /// @return false when one of them failed: nothing is written then, and each has to go alone
  private boolean isWrittenTogether(List<CommonWrites.Job<?>> jobs) {
    var group = new ArrayList<Written<?>>();
    boolean isCommitted = false;
    try {
      watch.entered();
      try (var handle = writer.open()) {
        writesBegun.incrementAndGet();
        try {
          pragma(handle, SYNCED);
          try {
            handle.useTransaction(inner -> jobs.forEach(job -> group.add(written(job, inner))));
            isCommitted = true;
          } finally {
            pragma(handle, UNSYNCED);
          }
        } finally {
          writesEnded.incrementAndGet();
        }
        watch.committed();
      }
    } catch (RuntimeException | Error e) {
      if (!isCommitted) {
        LOG.debug("writing {} things together failed, each goes alone", jobs.size(), e);
        return false;
      }
      // Doing them again would do them twice.
      jobs.forEach(job -> job.outcome().completeExceptionally(e));
      return true;
    }
    group.forEach(one -> one.transaction().runAfterCommit());
    group.forEach(Written::tell);
    return true;
  }

  /// @param answer for whoever submitted the job, once it is committed
  private record Written<T extends @Nullable Object>(
      CommonWrites.Job<T> job, Transaction transaction, T answer) {
    void tell() {
      job.outcome().complete(answer);
    }
  }

  private <T extends @Nullable Object> Written<T> written(CommonWrites.Job<T> job, Handle handle) {
    var transaction = new Transaction(handle);
    return ScopedValue.where(open, transaction)
        .<Written<T>, RuntimeException>call(
            () -> {
              var answer = watched(job.work()).with(handle);
              transaction.runBeforeCommit();
              return new Written<>(job, transaction, answer);
            });
  }

  private <T extends @Nullable Object> HandleFunction<T> watched(HandleFunction<T> work) {
    return handle -> {
      var answer = work.with(handle);
      watch.committing();
      return answer;
    };
  }

  /// `deadlock_detected` and `serialization_failure` of PostgreSQL.
  private static boolean isVictim(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof SQLException sql
        && ("40P01".equals(sql.getSQLState()) || "40001".equals(sql.getSQLState()));
  }

  /// PostgreSQL is always durable. SQLite waits for the disk only when told to, and can be told
  /// only between transactions.
  private <T extends @Nullable Object> T synced(
      Handle handle, Transaction transaction, HandleFunction<T> work) {
    pragma(handle, SYNCED);
    try {
      return transact(transaction, handle, work);
    } finally {
      pragma(handle, UNSYNCED);
    }
  }

  /// Past the layer for queries, which would cost a durable write more than the pragma itself.
  private static void pragma(Handle handle, String text) {
    try (var statement = handle.getConnection().createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  private <T extends @Nullable Object> T transact(
      Transaction transaction, Handle handle, HandleFunction<T> work) {
    return ScopedValue.where(open, transaction)
        .<T, RuntimeException>call(
            () ->
                handle.<T, RuntimeException>inTransaction(
                    inner -> {
                      var result = work.with(inner);
                      transaction.runBeforeCommit();
                      return result;
                    }));
  }

  private void refuseNesting(String what) {
    if (open.isBound()) {
      throw new IllegalStateException(
          what + " inside a transaction of the same thread; use the handle of that transaction");
    }
  }

  private Transaction running(Handle handle) {
    if (!open.isBound() || !open.get().owns(handle)) {
      throw new IllegalStateException(
          "the handle belongs to no running transaction of this thread");
    }
    return open.get();
  }

  private RuntimeException explained(RuntimeException failure) {
    return StoreException.explain(place, failure).<RuntimeException>map(e -> e).orElse(failure);
  }

  private static HandleFunction<@Nullable Object> silent(HandleConsumer work) {
    return handle -> {
      work.with(handle);
      return null;
    };
  }
}
