package dev.reelwright.wiring;

import dev.reelwright.access.ApiKeys;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
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

  /// @throws Unusable when the folder cannot be written, the database is damaged, or an older
  ///   version works in it
  public static Keyring open(Settings settings) throws Unusable {
    var opened = Beside.open(settings);
    return new Keyring(opened.folder(), opened.database());
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
