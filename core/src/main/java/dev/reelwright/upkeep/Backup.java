package dev.reelwright.upkeep;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.Json;
import dev.reelwright.store.SqliteCopy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A copy of a data folder that is consistent in itself, also while a server works in the folder:
/// first the database as it is at one moment, then every file that it speaks of, each read whole
/// and hashed on the way. A copy that was cut off never looks like a whole one.
///
/// A database that is PostgreSQL has tools of its own; this one is for data folders with SQLite.
public final class Backup {
  private static final String DATABASE = "reelwright.db";
  private static final String BLOBS = "blobs";
  private static final String SECRETS = "secrets";
  private static final String LABEL = "backup.json";
  private static final int FORMAT = 1;

  /// What was copied.
  ///
  /// @param files how many files of media
  /// @param bytes of media
  /// @param damaged files that the database speaks of and that are missing or have other bytes than
  ///   they should; they are not in the copy
  public record Made(int files, long bytes, List<BlobHash> damaged) {
    public Made {
      damaged = List.copyOf(damaged);
    }
  }

  private record Label(int format, Instant madeAt, int files, long bytes, int damaged) {}

  private record Row(BlobHash hash, boolean isLive) {}

  private final InstantSource clock;

  public Backup(InstantSource clock) {
    this.clock = clock;
  }

  /// Copies a data folder.
  ///
  /// @param data an existing data folder; nothing in it is changed
  /// @param target a folder that does not exist yet
  /// @throws FileAlreadyExistsException when the target exists
  /// @throws dev.reelwright.store.StoreException when the database cannot be copied
  public Made make(Path data, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    var whole = target.toAbsolutePath();
    var part = whole.resolveSibling(whole.getFileName() + ".part");
    remove(part);
    Files.createDirectories(part);
    SqliteCopy.copy(data.resolve(DATABASE), part.resolve(DATABASE));
    var made = copyBlobs(data, part);
    copyFolder(data.resolve(SECRETS), part.resolve(SECRETS));
    var label =
        new Label(FORMAT, clock.instant(), made.files(), made.bytes(), made.damaged().size());
    Files.writeString(part.resolve(LABEL), Json.write(label));
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    return made;
  }

  /// Brings a copy back into a data folder without a database, and opens it once.
  ///
  /// @throws NoSuchFileException when the folder is no whole copy
  /// @throws FileAlreadyExistsException when the data folder holds a database already
  /// @throws dev.reelwright.store.StoreException when the data folder is in use, or the copy was
  ///   made by a newer version
  public Made restore(Path backup, Path data) throws IOException {
    if (!Files.isRegularFile(backup.resolve(LABEL))) {
      throw new NoSuchFileException(backup.resolve(LABEL).toString());
    }
    try (var folder = DataFolder.open(data)) {
      if (Files.exists(folder.database())) {
        throw new FileAlreadyExistsException(folder.database().toString());
      }
      var part = folder.scratch().resolve("restore.db");
      SqliteCopy.copy(backup.resolve(DATABASE), part);
      // Refuses the database of a newer program before anything lies where it would be found.
      Database.sqlite(part).close();
      var made = copyBlobs(backup, folder.root(), part);
      copyFolder(backup.resolve(SECRETS), folder.root().resolve(SECRETS));
      Files.move(part, folder.database(), StandardCopyOption.ATOMIC_MOVE);
      return made;
    }
  }

  private Made copyBlobs(Path from, Path to) throws IOException {
    return copyBlobs(from, to, to.resolve(DATABASE));
  }

  private Made copyBlobs(Path from, Path to, Path database) throws IOException {
    var source = new FolderBlobStore(from.resolve(BLOBS), clock);
    var target = new FolderBlobStore(to.resolve(BLOBS), clock);
    var damaged = new ArrayList<BlobHash>();
    var files = 0;
    var bytes = 0L;
    for (var row : rows(database)) {
      var stored = copy(source, target, row.hash());
      if (stored == null) {
        // What is marked for deletion may have gone since the database was copied.
        if (row.isLive()) {
          damaged.add(row.hash());
        }
        continue;
      }
      files++;
      bytes += stored.size();
    }
    return new Made(files, bytes, damaged);
  }

  private static List<Row> rows(Path database) {
    try (var opened = Database.sqlite(database)) {
      return opened.read(
          handle ->
              handle
                  .createQuery("SELECT hash, state FROM blob ORDER BY hash")
                  .map(
                      (row, _) ->
                          new Row(new BlobHash(row.getString(1)), row.getString(2).equals("LIVE")))
                  .list());
    }
  }

  /// @return what was stored, or null when there are no such bytes
  private static BlobStore.@Nullable Stored copy(BlobStore source, BlobStore target, BlobHash hash)
      throws IOException {
    Path file;
    try {
      file = source.localFile(hash);
    } catch (NoSuchFileException _) {
      return null;
    }
    var stored = target.put(file);
    if (!stored.hash().equals(hash)) {
      target.delete(stored.hash());
      return null;
    }
    return stored;
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            var copy = to.resolve(from.relativize(folder).toString());
            if (!Files.isDirectory(copy)) {
              Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
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
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
