package dev.reelwright.wiring;

import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// The data folder, locked, and its database, open.
record Store(DataFolder folder, Database database) implements AutoCloseable {
  /// @throws Unusable when another process has it, it cannot be written, or the database is damaged
  static Store open(Settings settings) throws Unusable {
    DataFolder folder = null;
    try {
      folder = DataFolder.open(settings.data());
      return new Store(folder, Database.sqlite(folder.database()));
    } catch (StoreException e) {
      if (folder != null) {
        folder.close();
      }
      throw explained(e, settings);
    }
  }

  /// The database for a look beside whoever has the folder open; nothing is made, locked or
  /// migrated. Empty where there is no database yet, or one that would have to be migrated first.
  ///
  /// @throws Unusable when the database is damaged or of another version
  static Optional<Database> beside(Settings settings) throws Unusable {
    var file = settings.data().resolve("reelwright.db");
    try {
      return Files.exists(file) && Files.size(file) > 0
          ? Database.sqliteBeside(file)
          : Optional.empty();
    } catch (StoreException e) {
      throw explained(e, settings);
    } catch (IOException e) {
      throw new Unusable("data-unwritable", e, settings.data().toString(), e.toString());
    }
  }

  static Unusable explained(StoreException e, Settings settings) {
    var code =
        switch (e.kind()) {
          case IN_USE -> "data-in-use";
          case NEWER -> "database-newer";
          case OTHER_BUILD -> "database-other-build";
          case CORRUPT -> "database-corrupt";
          case UNWRITABLE -> "data-unwritable";
          case DISK_FULL -> "data-full";
          case UNREACHABLE -> "database-unreachable";
        };
    var detail =
        e.kind() == StoreException.Kind.IN_USE ? holder(settings) : String.valueOf(e.getMessage());
    return new Unusable(code, e, settings.data().toString(), detail);
  }

  /// Whoever has the folder open wrote the number of its process into the lock file.
  private static String holder(Settings settings) {
    try {
      return Files.readString(settings.data().resolve("lock")).strip();
    } catch (IOException _) {
      return "?";
    }
  }

  @Override
  public void close() {
    try (folder) {
      database.close();
    }
  }
}
