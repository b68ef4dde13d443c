package dev.reelwright.http.safety;

import java.nio.charset.StandardCharsets;

/// Paths that no client of ours sends.
final class PathText {
  private PathText() {}

  /// Whether nothing in it means something else to a file system or another parser: no control
  /// characters, no backslash, no hidden slash, no step upwards; and its escapes are UTF-8.
  ///
  /// @param path normalised, escapes left as they are
  static boolean isSane(String path) {
    return isOrdinary(path) || isSaneDecoded(path);
  }

  /// Most paths need no closer look.
  private static boolean isOrdinary(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean isWordLike =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!isWordLike && c != '/' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSaneDecoded(String path) {
    var bytes = new java.io.ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        int value =
            i + 2 < path.length() ? hex(path.charAt(i + 1)) * 16 + hex(path.charAt(i + 2)) : -1;
        if (value < ' ' || value == '/' || value == '\\' || value == 0x7f) {
          return false;
        }
        bytes.write(value);
        i += 2;
      } else if (c < ' ' || c == '\\' || c == 0x7f) {
        return false;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    var decoded = bytes.toByteArray();
    return dev.reelwright.http.ErrorWriter.isUtf8(decoded)
        && !("/" + new String(decoded, StandardCharsets.UTF_8) + "/").contains("/../");
  }

  /// Far below zero for what is no digit, so that the sum is below zero too.
  private static int hex(char c) {
    int digit = Character.digit(c, 16);
    return digit < 0 ? -1000 : digit;
  }
}
