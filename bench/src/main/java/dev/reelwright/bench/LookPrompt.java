package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the prompts that films are looked at for. The file's first lines may hold wishes, such as
/// `# style watercolor` and `# seconds 20`.
///
/// @param name of the file, without its ending
/// @param length of the film, or null: as long as the story needs
record LookPrompt(String name, String text, String style, @Nullable Duration length) {
  /// All prompts of a folder whose names hold one of the words, by name.
  ///
  /// @param words none: all prompts
  static List<LookPrompt> in(Path folder, List<String> words) throws IOException {
    var prompts = new ArrayList<LookPrompt>();
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString().replaceFirst("\\.txt$", "");
        if (words.isEmpty() || words.stream().anyMatch(name::contains)) {
          prompts.add(read(name, Files.readAllLines(file)));
        }
      }
    }
    return prompts;
  }

  private static LookPrompt read(String name, List<String> lines) {
    var style = "cinematic";
    Duration length = null;
    int first = 0;
    while (first < lines.size() && lines.get(first).startsWith("# ")) {
      var words = List.of(lines.get(first++).split(" ", 3));
      switch (words.get(1)) {
        case "style" -> style = words.get(2);
        case "seconds" -> length = Duration.ofSeconds(Long.parseLong(words.get(2)));
        default -> throw new IllegalArgumentException(name + " wishes for " + words.get(1));
      }
    }
    return new LookPrompt(
        name, String.join("\n", lines.subList(first, lines.size())), style, length);
  }
}
