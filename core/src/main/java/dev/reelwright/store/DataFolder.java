package dev.reelwright.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The folder that holds everything of one installation, open in one process at a time. Closing it,
/// or the end of the process however it comes, lets the next one in.
/// - `reelwright.db`: the database
/// - `blobs/`: files by content; what a crash cut off on its way in is removed when the folder
///   opens
/// - `scratch/`: work in progress, emptied when the folder is opened
/// - `lock`: locked while open; holds the id of the process
public final class DataFolder implements AutoCloseable {
  // A process loses its lock on a file as soon as it closes any channel on that file (POSIX), so a
  // second opening within this process must be refused before it touches the file.
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  // Far behind the text, because on Windows nobody can read what is locked.
  private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /// Creates the folder if need be, locks it and empties `scratch/`.
  ///
  /// @throws StoreException when another process has it open, or it cannot be written
  public static DataFolder open(Path folder) {
    try {
      var root = Files.createDirectories(folder).toRealPath();
      if (!OPEN_HERE.add(root)) {
        throw inUse(root, ProcessHandle.current().pid() + " (this one)");
      }
      DataFolder opened = null;
      try {
        opened = lock(root);
        requireItsDatabase(opened);
        Files.createDirectories(opened.blobs());
        deleteContent(opened.scratch());
        Files.createDirectories(opened.scratch());
        // Nobody else writes here while we hold the lock, so a piece that lies there is nobody's.
        deleteContent(opened.blobs().resolve("incoming"));
        return opened;
      } catch (IOException | RuntimeException e) {
        if (opened != null) {
          opened.close();
        }
        OPEN_HERE.remove(root);
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.UNWRITABLE,
          "The data folder %s cannot be used: %s. Check its rights, or choose another one with --data."
              .formatted(folder.toAbsolutePath(), e),
          e);
    }
  }

  public Path root() {
    return root;
  }

  public Path database() {
    return root.resolve("reelwright.db");
  }

  public Path blobs() {
    return root.resolve("blobs");
  }

  /// For files that need not outlive the process.
  public Path scratch() {
    return root.resolve("scratch");
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      // The end of the process releases it in any case; until then nobody else can come in.
      throw new StoreException(
          StoreException.Kind.UNWRITABLE,
          "Unlocking the data folder %s failed: %s. End this process before you open it again."
              .formatted(root, e),
          e);
    } finally {
      OPEN_HERE.remove(root);
    }
  }

  /// An empty file where the database was is a loss, not a new beginning: files of films are there.
  private static void requireItsDatabase(DataFolder folder) throws IOException {
    var database = folder.database();
    if (!Files.exists(database) || Files.size(database) > 0 || !Files.isDirectory(folder.blobs())) {
      return;
    }
    try (var blobs = Files.walk(folder.blobs())) {
      if (blobs.anyMatch(Files::isRegularFile)) {
        throw new StoreException(
            StoreException.Kind.CORRUPT,
            "The database %s is empty, though %s holds files of films. Restore it from a backup, or move it away to start empty."
                .formatted(database, folder.blobs()),
            null);
      }
    }
  }

  private static DataFolder lock(Path root) throws IOException {
    var channel =
        FileChannel.open(
            root.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      var lock = channel.tryLock(LOCK_POSITION, 1, false);
      if (lock == null) {
        throw inUse(root, holder(channel));
      }
      channel.truncate(0);
      var pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new DataFolder(root, channel, lock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
  }

  private static StoreException inUse(Path root, String process) {
    return new StoreException(
        StoreException.Kind.IN_USE,
        "The data folder %s is in use by process %s. Stop that process, or choose another folder with --data."
            .formatted(root, process),
        null);
  }

  private static void deleteContent(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!visited.equals(folder)) {
              Files.delete(visited);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
