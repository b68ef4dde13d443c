package dev.reelwright.webhook;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Sends messages over HTTP. Thread-safe; blocks for at most half a minute. Follows no redirects.
public interface Post {
  /// @throws Refused when nothing may be sent there
  /// @throws IOException when no answer came
  Answer send(String url, Map<String, String> headers, String body)
      throws Refused, IOException, InterruptedException;

  /// Why nothing may be sent to an address, for people.
  Optional<String> objection(String url);

  /// @param beginning of the body
  record Answer(int status, String beginning) {}

  /// An address that nothing may be sent to. The message is for people.
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }
}
