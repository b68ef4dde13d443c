package dev.reelwright.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `KEY=value` lines. Blank lines and lines that start with `#` are skipped, a leading
/// `export` is allowed, one pair of quotes around a value is taken off. Nothing is expanded.
final class DotEnv {
  private DotEnv() {}

  static Map<String, String> read(Path file) throws IOException {
    var values = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(file)) {
      var text = line.strip();
      int equals = text.indexOf('=');
      if (text.startsWith("#") || equals < 1) {
        continue;
      }
      var key = text.substring(0, equals).strip();
      if (key.startsWith("export ")) {
        key = key.substring("export ".length()).strip();
      }
      values.put(key, unquoted(text.substring(equals + 1).strip()));
    }
    return values;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
