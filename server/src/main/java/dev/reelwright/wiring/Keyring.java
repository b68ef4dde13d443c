package dev.reelwright.wiring;

import dev.reelwright.access.ApiKeys;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The API keys of an installation, for the command line; also while a server of the same version
/// works in the folder.
public final class Keyring implements AutoCloseable {
  private final @Nullable DataFolder folder;
  private final Database database;

  private Keyring(@Nullable DataFolder folder, Database database) {
    this.folder = folder;
    this.database = database;
  }

  /// @throws Unusable when the folder cannot be written or the database is damaged
  public static Keyring open(Settings settings) throws Unusable {
    DataFolder folder = null;
    try {
      try {
        folder = DataFolder.open(settings.data());
      } catch (StoreException e) {
        // SQLite itself lets two processes write in turn; the lock guards files, and a key has
        // none.
        if (e.kind() != StoreException.Kind.IN_USE) {
          throw e;
        }
      }
      return new Keyring(folder, Database.sqlite(settings.data().resolve("reelwright.db")));
    } catch (StoreException e) {
      if (folder != null) {
        folder.close();
      }
      throw Store.explained(e, settings);
    }
  }

  public ApiKeys keys() {
    return new ApiKeys(database, InstantSource.system());
  }

  @Override
  public void close() {
    try (folder) {
      database.close();
    }
  }
}
