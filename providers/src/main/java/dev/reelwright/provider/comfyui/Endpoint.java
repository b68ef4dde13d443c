package dev.reelwright.provider.comfyui;

import java.time.Duration;

/// What is asked of a server: the word for it in the metrics, and how long an answer may take.
enum Endpoint {
  PROMPT("prompt", 30),
  QUEUE("queue", 10),
  HISTORY("history", 15),
  VIEW("view", 60),
  UPLOAD("upload/image", 60),
  INTERRUPT("interrupt", 10),
  CANCEL("jobs/cancel", 10),
  OBJECT_INFO("object_info", 15),
  SYSTEM_STATS("system_stats", 10),
  RUN("run", 60),
  STATUS("status", 60),
  HEALTH("health", 10);

  private final String word;
  private final Duration deadline;

  Endpoint(String word, long seconds) {
    this.word = word;
    this.deadline = Duration.ofSeconds(seconds);
  }

  String word() {
    return word;
  }

  Duration deadline() {
    return deadline;
  }
}
