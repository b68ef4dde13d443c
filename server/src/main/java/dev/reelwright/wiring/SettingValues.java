package dev.reelwright.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Settings as they were written, in rising order: the file `reelwright.yaml` beside the launcher,
/// the file `.env` there, the environment, options of the command line. `surfaces: {t2v: {cors:
/// open}}` in the first is `REELWRIGHT_SURFACES_T2V_CORS` in the others.
final class SettingValues {
  static final String PREFIX = "REELWRIGHT_";

  private final Map<String, String> values;

  private SettingValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /// @param options by key without prefix, such as `HOST`
  /// @throws IOException when a file exists and cannot be read
  static SettingValues read(Path home, Map<String, String> environment, Map<String, String> options)
      throws IOException {
    var values = new HashMap<String, String>();
    var yaml = home.resolve("reelwright.yaml");
    if (Files.exists(yaml)) {
      flatten("REELWRIGHT", new YAMLMapper().readTree(yaml.toFile()), values);
    }
    var file = home.resolve(".env");
    if (Files.exists(file)) {
      values.putAll(DotEnv.read(file));
    }
    values.putAll(environment);
    options.forEach((key, value) -> values.put(PREFIX + key, value));
    values.entrySet().removeIf(e -> !e.getKey().startsWith(PREFIX) || e.getValue().isBlank());
    return new SettingValues(values);
  }

  @Nullable String text(String key) {
    return values.get(PREFIX + key);
  }

  String text(String key, String otherwise) {
    return values.getOrDefault(PREFIX + key, otherwise);
  }

  /// One of several words, in any case.
  String word(String key, String otherwise, List<String> allowed) throws Settings.WrongSetting {
    var word = text(key, otherwise).toLowerCase(Locale.ROOT);
    if (!allowed.contains(word)) {
      throw new Settings.WrongSetting(
          PREFIX + key, text(key, otherwise), String.join(", ", allowed));
    }
    return word;
  }

  /// A whole number within a range, both ends included.
  long number(String key, long otherwise, long least, long most) throws Settings.WrongSetting {
    var text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new Settings.WrongSetting(PREFIX + key, text, least + " to " + most);
  }

  /// Words separated by commas.
  Set<String> list(String key) {
    return Arrays.stream(text(key, "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void flatten(String name, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  flatten(
                      name + "_" + member.getKey().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                      member.getValue(),
                      into));
    } else if (node.isArray()) {
      into.put(name, node.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")));
    } else if (!node.isNull() && !node.isMissingNode()) {
      into.put(name, node.asText());
    }
  }
}
