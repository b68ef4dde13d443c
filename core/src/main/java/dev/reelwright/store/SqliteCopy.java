package dev.reelwright.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Copies a SQLite database as it is at one moment, also while another process writes to it.
public final class SqliteCopy {
  private SqliteCopy() {}

  /// @param source an existing database; nothing of it is changed
  /// @param target a file that does not exist yet
  /// @throws StoreException when the source is no database, is damaged, or the disk is full
  public static void copy(Path source, Path target) {
    if (!Files.isRegularFile(source)) {
      throw new StoreException(
          StoreException.Kind.CORRUPT,
          "There is no database %s. Name a data folder that holds one.".formatted(source),
          null);
    }
    // Without a pool and outside of transactions, which VACUUM refuses to run in.
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + source.toAbsolutePath());
        var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, target.toAbsolutePath().toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw StoreException.explain(source.toString(), e)
          .orElseGet(
              () ->
                  new StoreException(
                      StoreException.Kind.CORRUPT,
                      "Copying the database %s to %s failed: %s. Check it with: reel doctor --data"
                          .formatted(source, target, e.getMessage()),
                      e));
    }
  }
}
