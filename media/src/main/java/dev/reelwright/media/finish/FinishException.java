package dev.reelwright.media.finish;

import java.io.IOException;

/// A film could not be made; the message says which part and why, for people.
public final class FinishException extends IOException {
  private static final long serialVersionUID = 1;

  FinishException(String message) {
    super(message);
  }
}
