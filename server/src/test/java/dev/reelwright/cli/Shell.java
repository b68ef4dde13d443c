package dev.reelwright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.media.ffmpeg.FfmpegLocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Calls `reel` in this process, on a data folder of its own.
final class Shell {
  private final Path data;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Shell(Path data) throws IOException {
    this.data = data;
    set("REELWRIGHT_CACHE", Path.of("target").toAbsolutePath().toString());
    set("PATH", System.getenv("PATH"));
    FfmpegLocator.bundleOnClassPath(Shell.class.getClassLoader())
        .ifPresent(jar -> set("REELWRIGHT_FFMPEG_JAR", jar.toString()));
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  Path data() {
    return data;
  }

  /// Runs a command; what was said before is forgotten.
  ///
  /// @return the exit code
  int reel(String... args) {
    out.reset();
    err.reset();
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", data.toString()));
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            80);
    return Reel.run(all.toArray(String[]::new), terminal, environment);
  }

  String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// The lines of `--json`.
  List<JsonNode> events() {
    var mapper = new ObjectMapper();
    return said()
        .lines()
        .map(
            line -> {
              try {
                return mapper.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + line, e);
              }
            })
        .toList();
  }

  /// Those of one kind.
  List<JsonNode> events(String kind) {
    return events().stream().filter(event -> event.path("event").asText().equals(kind)).toList();
  }
}
