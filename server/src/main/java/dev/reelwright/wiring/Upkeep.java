package dev.reelwright.wiring;

import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.engine.Lanes;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import dev.reelwright.upkeep.Backup;
import dev.reelwright.upkeep.DataCheck;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The data of an installation, for the command line; also while a server of the same version works
/// in the folder.
public final class Upkeep implements AutoCloseable {
  private final Settings settings;
  private final @Nullable DataFolder folder;
  private final Database database;

  private Upkeep(Settings settings, @Nullable DataFolder folder, Database database) {
    this.settings = settings;
    this.folder = folder;
    this.database = database;
  }

  /// @throws Unusable when the folder cannot be written or the database is damaged
  public static Upkeep open(Settings settings) throws Unusable {
    requireFolder(settings);
    DataFolder folder = null;
    try {
      try {
        folder = DataFolder.open(settings.data());
      } catch (StoreException e) {
        // SQLite itself lets two processes write in turn; the lock guards files, and those are
        // only read here.
        if (e.kind() != StoreException.Kind.IN_USE) {
          throw e;
        }
      }
      var database = Database.sqlite(settings.data().resolve("reelwright.db"));
      return new Upkeep(settings, folder, database);
    } catch (StoreException e) {
      if (folder != null) {
        folder.close();
      }
      throw Store.explained(e, settings);
    }
  }

  /// Copies the data folder; nothing is opened for writing.
  public static Backup.Made backup(Settings settings, Path target) throws Unusable {
    requireFolder(settings);
    try {
      return new Backup(InstantSource.system()).make(settings.data(), target);
    } catch (FileAlreadyExistsException e) {
      throw new Unusable("backup-exists", e, target.toString());
    } catch (StoreException e) {
      throw Store.explained(e, settings);
    } catch (IOException e) {
      throw new Unusable("backup-failed", e, target.toString(), e.toString());
    }
  }

  /// Brings a copy back into a data folder that is empty.
  public static Backup.Made restore(Settings settings, Path backup) throws Unusable {
    try {
      return new Backup(InstantSource.system()).restore(backup, settings.data());
    } catch (NoSuchFileException e) {
      throw new Unusable("no-backup", e, backup.toString());
    } catch (FileAlreadyExistsException e) {
      throw new Unusable("restore-exists", e, settings.data().toString());
    } catch (StoreException e) {
      throw Store.explained(e, settings);
    } catch (IOException e) {
      throw new Unusable("restore-failed", e, settings.data().toString(), e.toString());
    }
  }

  /// Looking at an installation makes none.
  private static void requireFolder(Settings settings) throws Unusable {
    if (!Files.isDirectory(settings.data())) {
      throw new Unusable("no-data", settings.data().toString());
    }
  }

  public Lanes lanes() {
    return Lanes.beside(database, InstantSource.system());
  }

  /// Reads everything and compares it.
  public DataCheck.Report check() throws IOException {
    var blobs = new FolderBlobStore(settings.data().resolve("blobs"), InstantSource.system());
    return new DataCheck(database, blobs).run();
  }

  @Override
  public void close() {
    try (folder) {
      database.close();
    }
  }
}
