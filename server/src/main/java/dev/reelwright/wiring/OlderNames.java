package dev.reelwright.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// How older servers called their settings: the pipeline server, whose names have a prefix, and the
/// orchestrate service. Of the variables that say something which is another's business here (its
/// database, its folder, its retries) none is among them.
final class OlderNames {
  static final String PREFIX = "VIDPIPE_";

  /// Its settings file: too common a name to be read unasked.
  static final String FILE = "config.yaml";

  /// Looks at a clip before it is given up; here that is a time.
  static final String LOOKS = PREFIX + "PIPELINE__VIDEO_POLL_MAX";

  /// Ours, without prefix, by the older name.
  static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry(PREFIX + "GOOGLE_CLOUD__PROJECT_ID", "GOOGLE_PROJECT"),
          Map.entry(PREFIX + "GOOGLE_CLOUD__LOCATION", "GOOGLE_LOCATION"),
          Map.entry(PREFIX + "PIPELINE__VIDEO_POLL_INTERVAL", "GOOGLE_POLL_SECONDS"),
          Map.entry(PREFIX + "PIPELINE__CROSSFADE_SECONDS", "PIPELINE_CROSSFADE_SECONDS"),
          Map.entry(PREFIX + "PIPELINE__MAX_SCENES", "PIPELINE_MAX_SCENES"),
          Map.entry(PREFIX + "PIPELINE__VIDEO_GEN_CONCURRENCY", "PIPELINE_VIDEO_GEN_CONCURRENCY"),
          Map.entry(PREFIX + "SERVER__HOST", "HOST"),
          Map.entry(PREFIX + "SERVER__PORT", "PORT"),
          // Of the older orchestrate service, which had no prefix.
          Map.entry("COMFYUI_URL", "COMFYUI_URL"),
          Map.entry("COMFYUI_TIMEOUT_SECONDS", "COMFYUI_TIMEOUT_SECONDS"),
          Map.entry("COMFYUI_POLL_INTERVAL_SECONDS", "COMFYUI_POLL_INTERVAL_SECONDS"),
          Map.entry("WORKFLOW_I2V_PATH", "COMFYUI_IMAGE_TO_VIDEO"),
          Map.entry("RUN_ENV", "COMFYUI_RUN_ENV"));

  private OlderNames() {}

  /// Its settings file as the variables that mean the same.
  ///
  /// @throws Settings.UnreadableFile when it is no YAML
  static Map<String, String> read(Path file) throws Settings.UnreadableFile {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new Settings.UnreadableFile(file, e);
    }
    var values = new HashMap<String, String>();
    root.properties()
        .forEach(
            group ->
                group
                    .getValue()
                    .properties()
                    .forEach(
                        member ->
                            values.put(
                                (PREFIX + group.getKey() + "__" + member.getKey())
                                    .toUpperCase(Locale.ROOT),
                                member.getValue().asText(""))));
    return values;
  }
}
