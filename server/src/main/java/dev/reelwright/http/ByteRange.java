package dev.reelwright.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one range of bytes that a request asks for (RFC 9110, 14.1.2).
sealed interface ByteRange {
  Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /// @param start first byte
  record Part(long start, long length) implements ByteRange {}

  record Unsatisfiable() implements ByteRange {}

  /// Null when the header is to be overlooked: several ranges, another unit, nonsense.
  static @Nullable ByteRange parse(@Nullable String header, long size) {
    var match = header == null ? null : SINGLE.matcher(header);
    if (match == null || !match.matches()) {
      return null;
    }
    var first = match.group(1);
    var last = match.group(2);
    if (first.isEmpty()) {
      if (last.isEmpty()) {
        return null;
      }
      long wanted = Long.parseLong(last);
      long length = Math.min(wanted, size);
      return length == 0 ? new Unsatisfiable() : new Part(size - length, length);
    }
    long start = Long.parseLong(first);
    long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < start) {
      return null;
    }
    return start >= size ? new Unsatisfiable() : new Part(start, end - start + 1);
  }
}
