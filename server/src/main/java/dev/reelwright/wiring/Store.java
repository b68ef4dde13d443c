package dev.reelwright.wiring;

import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;

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

  static Unusable explained(StoreException e, Settings settings) {
    var code =
        switch (e.kind()) {
          case IN_USE -> "data-in-use";
          case NEWER -> "database-newer";
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
