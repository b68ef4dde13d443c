package dev.reelwright.wiring;

import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
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

  /// Reads the database beside a process that may be working in the folder.
  static boolean exists(Settings settings) {
    return Files.exists(settings.data().resolve("reelwright.db"));
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
    return new Unusable(code, e, settings.data().toString(), String.valueOf(e.getMessage()));
  }

  @Override
  public void close() {
    try (folder) {
      database.close();
    }
  }
}
