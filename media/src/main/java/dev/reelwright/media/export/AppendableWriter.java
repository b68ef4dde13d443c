package dev.reelwright.media.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/// Libraries want a `Writer`. Closing it leaves what it writes to open.
final class AppendableWriter extends Writer {
  private final Appendable out;

  AppendableWriter(Appendable out) {
    this.out = out;
  }

  @Override
  public void write(char[] letters, int from, int count) throws IOException {
    out.append(CharBuffer.wrap(letters, from, count));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
