package dev.reelwright.wiring;

import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import org.jspecify.annotations.Nullable;

/// The database for a small change, beside a server that may work in the folder. SQLite itself lets
/// two processes write in turn; the lock of the folder guards files. Nobody's tables are changed
/// while they are at work on them.
///
/// @param folder locked, or null when somebody else has it
record Beside(@Nullable DataFolder folder, Database database) {
  /// @throws Unusable when the folder cannot be written, the database is damaged, or an older
  ///   version works in it
  static Beside open(Settings settings) throws Unusable {
    DataFolder folder = null;
    try {
      folder = alone(settings);
      var file = settings.data().resolve("reelwright.db");
      if (folder != null) {
        return new Beside(folder, Database.sqlite(file));
      }
      return new Beside(
          null,
          Database.sqliteBeside(file)
              .orElseThrow(() -> new Unusable("database-older", settings.data().toString())));
    } catch (StoreException e) {
      if (folder != null) {
        folder.close();
      }
      throw Store.explained(e, settings);
    }
  }

  private static @Nullable DataFolder alone(Settings settings) {
    try {
      return DataFolder.open(settings.data());
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.IN_USE) {
        throw e;
      }
      return null;
    }
  }
}
