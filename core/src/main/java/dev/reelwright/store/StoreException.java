package dev.reelwright.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// The database or the data folder cannot be used. The message is for people: what was being done,
/// to which file, and what to do about it.
public final class StoreException extends RuntimeException {
  /// What is wrong.
  public enum Kind {
    /// Another process works in the data folder.
    IN_USE,
    /// Written by a newer version of the program.
    NEWER,
    /// Written by another build of the same, unreleased version, with other tables.
    OTHER_BUILD,
    /// Not a database, not ours, or damaged.
    CORRUPT,
    /// Missing rights, or a read-only file system.
    UNWRITABLE,
    /// No space is left.
    DISK_FULL,
    /// The database server does not answer.
    UNREACHABLE
  }

  private final Kind kind;

  StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// Finds out whether the database itself is the trouble; `place` names it to people.
  static Optional<StoreException> explain(String place, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException already) {
        return Optional.of(already);
      }
      if (cause instanceof SQLException sql) {
        var kind = kindOf(sql);
        if (kind.isPresent()) {
          return kind.map(k -> new StoreException(k, advice(k, place, sql), failure));
        }
      }
    }
    return Optional.empty();
  }

  /// Whether a connection that is for reading only was asked to write.
  static boolean isRefusedWrite(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && ("25006".equals(sql.getSQLState())
              || (sql instanceof SQLiteException sqlite && primaryCode(sqlite) == 8))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Kind> kindOf(SQLException failure) {
    if (failure instanceof SQLiteException sqlite) {
      return switch (primaryCode(sqlite)) {
        case 13 -> Optional.of(Kind.DISK_FULL);
        case 11, 26 -> Optional.of(Kind.CORRUPT);
        case 3, 8, 10, 14 -> Optional.of(Kind.UNWRITABLE);
        default -> Optional.empty();
      };
    }
    var state = failure.getSQLState();
    if (state == null) {
      return Optional.empty();
    }
    if (state.equals("53100")) {
      return Optional.of(Kind.DISK_FULL);
    }
    // Class 08: connection exception; class 57P: the server is being stopped.
    return state.startsWith("08") || state.startsWith("57P")
        ? Optional.of(Kind.UNREACHABLE)
        : Optional.empty();
  }

  /// Extended result codes carry the primary code in their lowest byte.
  private static int primaryCode(SQLiteException failure) {
    return failure.getResultCode().code & 0xFF;
  }

  private static String advice(Kind kind, String place, SQLException failure) {
    return switch (kind) {
      case IN_USE -> "The database " + place + " is in use by another process. Stop it first.";
      case NEWER ->
          "The database " + place + " was written by a newer version. Install that version.";
      case OTHER_BUILD ->
          "The database " + place + " was made by another development version. Use that one.";
      case CORRUPT ->
          "The database %s is damaged or no database (%s). Restore it from a backup, or move it away to start empty."
              .formatted(place, failure.getMessage());
      case UNWRITABLE ->
          "The database %s cannot be written (%s). Check the rights of the file and its folder, or choose another data folder."
              .formatted(place, failure.getMessage());
      case DISK_FULL ->
          "The disk with the database %s is full; the last change was not made. Free some space and try again."
              .formatted(place);
      case UNREACHABLE ->
          "The database %s does not answer (%s). Check that it runs and that its address is right."
              .formatted(place, failure.getMessage());
    };
  }
}
