package dev.reelwright.media.probe;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file is empty, of no known kind, or broken. The message is fit for people and names the file
/// without its folder.
public final class UnreadableMediaException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableMediaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
