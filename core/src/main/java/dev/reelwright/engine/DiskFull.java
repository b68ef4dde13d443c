package dev.reelwright.engine;

import org.jspecify.annotations.Nullable;

/// Tells a full disk from other failures.
final class DiskFull {
  private DiskFull() {}

  /// Java has no type for it: the words are those of the operating system (`ENOSPC`, `EDQUOT`).
  static boolean isCause(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      var message = cause.getMessage();
      if (message != null
          && (message.contains("No space left on device")
              || message.contains("Disk quota exceeded"))) {
        return true;
      }
    }
    return false;
  }
}
