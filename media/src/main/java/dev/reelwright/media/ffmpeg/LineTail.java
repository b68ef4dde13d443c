package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;

/// Keeps the last lines of a stream and forgets the rest, whatever its length. One writer, any
/// reader.
final class LineTail {
  private static final int MAX_LINES = 80;
  private static final int MAX_LINE_BYTES = 1000;

  private final ArrayDeque<String> lines = new ArrayDeque<>();

  void drain(InputStream in) throws IOException {
    var line = new byte[MAX_LINE_BYTES];
    int length = 0;
    var chunk = new byte[4096];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      for (int i = 0; i < read; i++) {
        if (chunk[i] == '\n' || chunk[i] == '\r') {
          keep(line, length);
          length = 0;
        } else if (length < MAX_LINE_BYTES) {
          line[length++] = chunk[i];
        }
      }
    }
    keep(line, length);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private synchronized void keep(byte[] line, int length) {
    var text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return;
    }
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(text);
  }
}
