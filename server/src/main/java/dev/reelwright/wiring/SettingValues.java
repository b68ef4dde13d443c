package dev.reelwright.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
/// open}}` in the first is `REELWRIGHT_SURFACES_T2V_CORS` in the others. Names that the older
/// pipeline server had for the same things count where ours are not set.
final class SettingValues {
  static final String PREFIX = "REELWRIGHT_";

  private final Map<String, String> values;

  /// Older names that were used, by ours.
  private final Map<String, String> names;

  private SettingValues(Map<String, String> values, Map<String, String> names) {
    this.values = Map.copyOf(values);
    this.names = Map.copyOf(names);
  }

  /// @param options by key without prefix, such as `HOST`
  /// @throws Settings.WrongSetting when a file holds a key that is no setting. The environment may:
  ///   it belongs to other programs too
  /// @throws Settings.UnreadableFile when a file exists and cannot be read
  static SettingValues read(Path home, Map<String, String> environment, Map<String, String> options)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    var values = new HashMap<String, String>();
    var yaml = home.resolve("reelwright.yaml");
    if (Files.exists(yaml)) {
      values.putAll(readYaml(yaml));
    }
    var file = home.resolve(".env");
    if (Files.exists(file)) {
      values.putAll(readDotEnv(file));
    }
    values.putAll(environment);
    options.forEach((key, value) -> values.put(PREFIX + key, value));
    if (isCompatible(values, "pipeline")) {
      var older = home.resolve(OlderNames.FILE);
      if (Files.exists(older)) {
        OlderNames.read(older).forEach(values::putIfAbsent);
      }
    }
    values.values().removeIf(String::isBlank);
    var names = new HashMap<String, String>();
    adopt(OlderNames.OURS, values, names);
    adopt(OrchestrateNames.OURS, values, names);
    if (isCompatible(values, "orchestrate")) {
      adopt(OrchestrateNames.AMBIGUOUS, values, names);
    } else if (names.containsValue(OrchestrateNames.WEBHOOK_URL)) {
      // Whoever names that webhook means its secret too.
      adopt(OrchestrateNames.SECRET, values, names);
    }
    values
        .keySet()
        .removeIf(name -> !name.startsWith(PREFIX) && !name.startsWith(OlderNames.PREFIX));
    return new SettingValues(values, names);
  }

  private static void adopt(
      Map<String, String> older, Map<String, String> values, Map<String, String> names) {
    older.forEach(
        (name, key) -> {
          var value = values.get(name);
          if (value != null && values.putIfAbsent(PREFIX + key, value) == null) {
            names.put(key, name);
          }
        });
  }

  /// Whether what the name of a surface's older server could mean is meant here.
  private static boolean isCompatible(Map<String, String> values, String surface) {
    return Arrays.stream(values.getOrDefault(PREFIX + "COMPAT", "").split(","))
        .anyMatch(word -> word.strip().equalsIgnoreCase(surface));
  }

  private static Map<String, String> readYaml(Path file)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new Settings.UnreadableFile(file, e);
    }
    var values = new HashMap<String, String>();
    if (!root.isMissingNode() && !root.isNull()) {
      if (!root.isObject()) {
        throw Settings.WrongSetting.unknown(root.toString(), file);
      }
      flatten("", root, values);
    }
    for (var name : values.keySet()) {
      if (!SettingKeys.isKnown(name)) {
        throw Settings.WrongSetting.unknown(SettingKeys.inYaml(name), file);
      }
    }
    return values.entrySet().stream()
        .collect(Collectors.toMap(value -> PREFIX + value.getKey(), Map.Entry::getValue));
  }

  /// Variables of other programs may stand there too.
  private static Map<String, String> readDotEnv(Path file)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    Map<String, String> values;
    try {
      values = DotEnv.read(file);
    } catch (IOException e) {
      throw new Settings.UnreadableFile(file, e);
    }
    for (var name : values.keySet()) {
      if (name.startsWith(PREFIX)) {
        var key = name.substring(PREFIX.length());
        if (!SettingKeys.isKnown(key) && !SettingKeys.isOfLauncher(key)) {
          throw Settings.WrongSetting.unknown(name, file);
        }
      }
    }
    return values;
  }

  @Nullable String text(String key) {
    if (!SettingKeys.isKnown(key)) {
      throw new IllegalStateException("a setting that is read must be in SettingKeys: " + key);
    }
    return values.get(PREFIX + key);
  }

  /// A setting of the older server that has no name here.
  @Nullable String older(String name) {
    return values.get(name);
  }

  /// What whoever set it calls it.
  String nameOf(String key) {
    return names.getOrDefault(key, PREFIX + key);
  }

  String text(String key, String otherwise) {
    var text = text(key);
    return text == null ? otherwise : text;
  }

  /// One of several words, in any case.
  String word(String key, String otherwise, List<String> allowed) throws Settings.WrongSetting {
    var word = text(key, otherwise).toLowerCase(Locale.ROOT);
    if (!allowed.contains(word)) {
      throw new Settings.WrongSetting(
          nameOf(key), text(key, otherwise), String.join(", ", allowed));
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
    throw new Settings.WrongSetting(nameOf(key), text, least + " to " + most);
  }

  /// Seconds with at most three decimals, within a range, both ends included.
  Duration seconds(String key, Duration otherwise, Duration least, Duration most)
      throws Settings.WrongSetting {
    var text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,5}(\\.\\d{1,3})?")) {
      var seconds = Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact());
      if (seconds.compareTo(least) >= 0 && seconds.compareTo(most) <= 0) {
        return seconds;
      }
    }
    throw new Settings.WrongSetting(
        nameOf(key), text, "seconds from %s to %s".formatted(decimal(least), decimal(most)));
  }

  private static String decimal(Duration seconds) {
    return BigDecimal.valueOf(seconds.toMillis(), 3).stripTrailingZeros().toPlainString();
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
                      (name.isEmpty() ? "" : name + "_")
                          + member.getKey().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                      member.getValue(),
                      into));
    } else if (node.isArray()) {
      into.put(name, node.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")));
    } else if (!node.isNull() && !node.isMissingNode()) {
      into.put(name, node.asText());
    }
  }
}
