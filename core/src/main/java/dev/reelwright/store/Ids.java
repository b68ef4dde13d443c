package dev.reelwright.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/// Makes and checks the UUIDs that identify everything we store. Thread-safe.
public final class Ids {
  // One for all: it counts on within a millisecond.
  private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private Ids() {}

  /// A new UUID version 7 (RFC 9562): later ids of one process sort after earlier ones, which keeps
  /// index pages warm.
  public static String fresh() {
    return GENERATOR.generate().toString();
  }

  /// Checks that the text is a UUID in canonical lower-case dashed form.
  ///
  /// @throws IllegalArgumentException when it is not
  public static String requireUuid(String text) {
    if (!isUuid(text)) {
      throw new IllegalArgumentException("not a canonical UUID: " + text);
    }
    return text;
  }

  public static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
