package dev.reelwright.http.orchestrate;

/// The keys that other programs of a queue in Redis know.
final class RedisKeys {
  static final String QUEUE = "video_orchestrator:queue";
  static final String DEAD_LETTER = "video_orchestrator:dead_letter";
  static final String PROCESSING = "video_orchestrator:processing:";

  private static final String JOB = "video_orchestrator:job:";
  private static final String HEARTBEAT = "video_orchestrator:worker:";

  private RedisKeys() {}

  static String job(String id) {
    return JOB + id;
  }

  /// What a worker has taken and not finished.
  static String processing(String worker) {
    return PROCESSING + worker;
  }

  /// There as long as the worker is.
  static String heartbeat(String worker) {
    return HEARTBEAT + worker;
  }
}
