package dev.reelwright.wiring;

import java.util.Map;

/// How the older orchestrate service called its settings.
final class OrchestrateNames {
  static final String WEBHOOK_URL = "VIDEO_COMPLETED_N8N_WEBHOOK_URL";

  /// Ours, without prefix, by the older name: what can mean nothing else.
  static final Map<String, String> OURS =
      Map.of(
          WEBHOOK_URL,
          "WEBHOOK_URL",
          "DATA_SHARED_BASE",
          "ORCHESTRATE_FOLDER",
          "ENABLE_IMAGE_GEN",
          "ORCHESTRATE_IMAGES",
          "ENABLE_VOICEOVER_GEN",
          "ORCHESTRATE_VOICE",
          "VOICEOVER_SERVICE_URL",
          "VOICE_URL",
          "VOICEOVER_API_KEY",
          "VOICE_KEY",
          "SUBTITLE_CONFIG_PATH",
          "ORCHESTRATE_CAPTIONS");

  /// What other programs use as well counts only with `REELWRIGHT_COMPAT=orchestrate`.
  static final Map<String, String> AMBIGUOUS =
      Map.of("REDIS_URL", "REDIS_URL", "WEBHOOK_SECRET", "WEBHOOK_SECRET");

  static final Map<String, String> SECRET = Map.of("WEBHOOK_SECRET", "WEBHOOK_SECRET");

  private OrchestrateNames() {}
}
