package dev.reelwright.webhook;

import dev.reelwright.event.Event;
import java.util.Optional;

/// Puts an event into the words of one surface. Thread-safe; may read, must not write.
public interface MessageWriter {
  /// Of the webhooks it writes for.
  String surface();

  /// The body of a message.
  ///
  /// @return empty for what this surface does not speak of
  Optional<String> write(Event event);
}
