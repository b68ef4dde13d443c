package dev.reelwright.wiring;

import dev.reelwright.http.Surface;
import dev.reelwright.http.pipeline.PipelineSettings;
import dev.reelwright.http.safety.GateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How the server is set up, beside what every command needs.
///
/// @param host address to listen on
/// @param port 0..65535; 0 takes a free one
/// @param pipeline limits of films of the pipeline surface
public record ServerSettings(String host, int port, GateSettings gate, PipelineSettings pipeline) {
  private static final long MEGABYTE = 1024 * 1024;
  private static final Duration LONGEST_CROSSFADE = Duration.ofSeconds(4);

  /// Reads the settings `HOST`, `PORT`, `AUTH` (`auto`, `on`, `off`), `ALLOWED_HOSTS`,
  /// `ALLOWED_ORIGINS`, `SURFACES_<NAME>_CORS` (`closed`, `open`), `MAX_BODY_KB`, `MAX_FILE_MB`,
  /// `BODY_SECONDS`, `PIPELINE_MAX_SCENES`, `PIPELINE_VIDEO_GEN_CONCURRENCY`,
  /// `PIPELINE_CROSSFADE_SECONDS`, all with the prefix `REELWRIGHT_`.
  ///
  /// @param options by key without prefix
  /// @throws Settings.WrongSetting when a value is not allowed
  /// @throws Settings.UnreadableFile when a settings file exists and cannot be read
  public static ServerSettings bind(
      Path home, Map<String, String> environment, Map<String, String> options)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    var values = SettingValues.read(home, environment, options);
    var host = values.text("HOST", "127.0.0.1");
    var open = EnumSet.noneOf(Surface.class);
    for (var surface : Surface.values()) {
      if (values
          .word("SURFACES_" + surface.name() + "_CORS", "closed", List.of("closed", "open"))
          .equals("open")) {
        open.add(surface);
      }
    }
    var keys =
        switch (values.word("AUTH", "auto", List.of("auto", "on", "off"))) {
          case "on" -> GateSettings.KeyRule.ALWAYS;
          case "off" -> GateSettings.KeyRule.NEVER;
          default -> GateSettings.KeyRule.AUTO;
        };
    var origins = values.list("ALLOWED_ORIGINS");
    for (var origin : origins) {
      if (!origin.matches("https?://[^/*]+")) {
        throw new Settings.WrongSetting(
            "REELWRIGHT_ALLOWED_ORIGINS", origin, "origins such as https://studio.example");
      }
    }
    var hosts = values.list("ALLOWED_HOSTS");
    for (var name : hosts) {
      if (!name.matches("[A-Za-z0-9._-]+")) {
        throw new Settings.WrongSetting(
            "REELWRIGHT_ALLOWED_HOSTS", name, "host names without port, such as studio.example");
      }
    }
    var crossfade =
        values.seconds(
            "PIPELINE_CROSSFADE_SECONDS", Duration.ZERO, Duration.ZERO, LONGEST_CROSSFADE);
    return new ServerSettings(
        host,
        Math.toIntExact(values.number("PORT", 8080, 0, 65_535)),
        new GateSettings(
            host,
            keys,
            hosts.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(java.util.stream.Collectors.toSet()),
            origins,
            open,
            values.number("MAX_BODY_KB", 1024, 1, 1024 * 1024) * 1024,
            values.number("MAX_FILE_MB", 110, 2, 100_000) * MEGABYTE,
            Duration.ofSeconds(values.number("BODY_SECONDS", 30, 1, 3600))),
        new PipelineSettings(
            Math.toIntExact(
                values.number(
                    "PIPELINE_MAX_SCENES", PipelineSettings.DEFAULT_MAX_SCENES, 1, 10_000)),
            Math.toIntExact(
                values.number(
                    "PIPELINE_VIDEO_GEN_CONCURRENCY",
                    PipelineSettings.DEFAULT_CLIPS_AT_ONCE,
                    1,
                    1_000)),
            crossfade.isZero() ? null : crossfade));
  }
}
