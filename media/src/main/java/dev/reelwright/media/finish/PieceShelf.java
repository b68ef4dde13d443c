package dev.reelwright.media.finish;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps the encoded pieces of films, so that a film that is made again encodes only what changed,
/// and a film whose clips are prepared as they arrive has little left to do. A piece is found by
/// what went into it; losing one costs its encoding and nothing else. Those unused for longest are
/// thrown away. Thread-safe.
public final class PieceShelf {
  /// A film that is being made may still want what it has put here.
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private static final int LOCKS = 64;

  private final @Nullable Path folder;
  private final long mostBytes;
  private final InstantSource clock;
  private final List<ReentrantLock> locks = new ArrayList<>();

  private PieceShelf(@Nullable Path folder, long mostBytes, InstantSource clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
    for (int i = 0; i < LOCKS; i++) {
      locks.add(new ReentrantLock());
    }
  }

  /// @param folder of its own, created when missing; one process at a time uses it
  /// @param mostBytes that it holds between two films
  public static PieceShelf in(Path folder, long mostBytes, InstantSource clock) throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.newDirectoryStream(folder, ".part-*")) {
      for (var leftover : files) {
        Files.delete(leftover);
      }
    }
    return new PieceShelf(folder, mostBytes, clock);
  }

  /// Keeps nothing.
  public static PieceShelf none() {
    return new PieceShelf(null, 0, InstantSource.fixed(Instant.EPOCH));
  }

  boolean keepsAny() {
    return folder != null;
  }

  /// Puts a piece at a place where nothing else may stand, as a second name of the same bytes where
  /// the disk can. Nobody may write into it there.
  ///
  /// @return false when there is no such piece
  boolean lend(String key, Path place) throws IOException {
    if (folder == null) {
      return false;
    }
    if (Files.exists(place)) {
      return true;
    }
    var piece = folder.resolve(key + ".mp4");
    try {
      link(piece, place);
      Files.setLastModifiedTime(piece, FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException _) {
      // Thrown away between the two steps, or never there.
      return Files.exists(place);
    }
  }

  boolean holds(String key) {
    return folder != null && Files.exists(folder.resolve(key + ".mp4"));
  }

  /// Keeps a whole piece. A full disk keeps the film from being made sooner than this, so it is an
  /// error here as well.
  void keep(String key, Path piece) throws IOException {
    if (folder == null) {
      return;
    }
    var partial = folder.resolve(".part-" + UUID.randomUUID());
    try {
      link(piece, partial);
      Files.move(partial, folder.resolve(key + ".mp4"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException _) {
      Files.copy(from, to);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException _) {
      // Another disk, or one without links.
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Lets one thread at a time make a piece; the others find it made.
  ///
  /// @throws CancellationException when cancelled while waiting
  ReentrantLock lock(String key, BooleanSupplier cancelled) throws InterruptedException {
    var lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
    while (!lock.tryLock(200, TimeUnit.MILLISECONDS)) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("cancelled");
      }
    }
    return lock;
  }

  private record Piece(Path file, long bytes, Instant used) {
    /// Empty when another film has tidied it up.
    static Optional<Piece> of(Path file) throws IOException {
      try {
        var facts = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(new Piece(file, facts.size(), facts.lastModifiedTime().toInstant()));
      } catch (NoSuchFileException _) {
        return Optional.empty();
      }
    }
  }

  /// Throws away what is too much.
  void tidy() throws IOException {
    if (folder == null) {
      return;
    }
    var pieces = new ArrayList<Piece>();
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.toList()) {
        Piece.of(file).ifPresent(pieces::add);
      }
    }
    long bytes = pieces.stream().mapToLong(Piece::bytes).sum();
    var young = clock.instant().minus(YOUNG);
    pieces.sort(Comparator.comparing(Piece::used));
    for (var piece : pieces) {
      if (bytes <= mostBytes || piece.used().isAfter(young)) {
        return;
      }
      Files.deleteIfExists(piece.file());
      bytes -= piece.bytes();
    }
  }
}
