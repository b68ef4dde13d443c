package dev.reelwright.media.ffmpeg;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A started program that is recorded, drained, watched and surely ended.
final class OwnedProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedProcess.class);
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final long JOIN_MILLIS = 10_000;

  /// Reads a stream to its end.
  @FunctionalInterface
  interface Drain {
    void drain(InputStream in) throws IOException;
  }

  private final String doing;
  private final Process process;
  private final @Nullable Path record;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /// @param childrenFolder where it is recorded for a later start, or null for a program that ends
  ///   by itself once nobody reads it
  OwnedProcess(String doing, ProcessBuilder builder, Path program, @Nullable Path childrenFolder)
      throws IOException {
    this.doing = doing;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new FfmpegException(
          doing + " failed: " + program.getFileName() + " cannot be started", e);
    }
    try {
      record =
          childrenFolder == null
              ? null
              : ChildRecord.write(childrenFolder, process, program).orElse(null);
    } catch (IOException e) {
      ProcessTree.end(process.toHandle());
      throw e;
    }
  }

  void drainOutput(Drain drain) {
    start("output", () -> drainQuietlyAfterEnd(drain, process.getInputStream()));
  }

  void drainErrors(Drain drain) {
    start("errors", () -> drainQuietlyAfterEnd(drain, process.getErrorStream()));
  }

  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  void feed(FfmpegJob.InputWriter writer) {
    start(
        "input",
        () -> {
          // The failure is noted before the stream is closed: else ffmpeg could end well on half of
          // the frames before anybody knows. Hence no try-with-resources.
          var out = new PipeToChild(process.getOutputStream());
          try {
            writer.write(out);
            out.flush();
          } catch (PipeToChild.Broken e) {
            LOG.debug("{}: ffmpeg ended or had enough, its exit code says which", doing, e);
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          } finally {
            closeBroken(out);
          }
        });
  }

  /// @return the exit code
  /// @throws CancellationException when cancelled
  /// @throws FfmpegException when the deadline passes
  int await(Duration deadline, BooleanSupplier cancelled) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException(doing + " was cancelled");
      }
      if (System.nanoTime() - start > deadline.toNanos()) {
        throw new FfmpegException(
            "%s took longer than %d s and was ended".formatted(doing, deadline.toSeconds()), null);
      }
      rethrowFailure();
    }
    for (var thread : threads) {
      thread.join(JOIN_MILLIS);
    }
    rethrowFailure();
    return process.exitValue();
  }

  /// Ends the program and all it started, and waits for the threads around it.
  @Override
  public void close() throws IOException {
    // Whoever has ended left nothing that could still be found through it, and looking costs a walk
    // over all processes of the machine.
    if (process.isAlive()) {
      ProcessTree.end(process.toHandle());
    }
    boolean interrupted = Thread.interrupted();
    for (var thread : threads) {
      thread.interrupt();
      try {
        thread.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (record != null) {
      Files.deleteIfExists(record);
    }
  }

  private void rethrowFailure() throws IOException, InterruptedException {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case InterruptedException e -> throw e;
      case Throwable e ->
          throw new IOException(doing + " failed: its input or output broke: " + e.getMessage(), e);
    }
  }

  private void start(String name, Runnable work) {
    // Platform threads: a blocking pipe read would hold the carrier of a virtual one.
    threads.add(
        Thread.ofPlatform().daemon().name("ffmpeg-" + name + "-" + process.pid()).start(work));
  }

  private void drainQuietlyAfterEnd(Drain drain, InputStream in) {
    try (in) {
      drain.drain(in);
    } catch (IOException e) {
      if (process.isAlive()) {
        failure.compareAndSet(null, e);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void closeBroken(OutputStream out) {
    try {
      out.close();
    } catch (IOException e) {
      LOG.debug("{}: ffmpeg wanted no more of its input", doing, e);
    }
  }

  /// Tells a pipe that broke from an error of the one who writes into it.
  private static final class PipeToChild extends FilterOutputStream {
    private static final class Broken extends IOException {
      private static final long serialVersionUID = 1;

      Broken(IOException cause) {
        super("ffmpeg reads no more", cause);
      }
    }

    PipeToChild(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      try {
        out.write(value);
      } catch (IOException e) {
        throw new Broken(e);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new Broken(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw new Broken(e);
      }
    }
  }
}
