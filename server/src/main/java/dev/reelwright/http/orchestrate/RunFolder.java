package dev.reelwright.http.orchestrate;

import java.nio.file.Path;

/// The folder of one run and the names this surface promises in it. A copy made for people and
/// tools; the truth is in the blob store.
record RunFolder(Path base, String runId) {
  RunFolder {
    var inside = base.resolve(runId).normalize();
    if (!inside.startsWith(base.normalize()) || inside.equals(base.normalize())) {
      throw new IllegalArgumentException("run id leaves the data folder: " + runId);
    }
  }

  String path() {
    return base.resolve(runId).toString();
  }

  String voiceover() {
    return base.resolve(runId).resolve("voiceover.mp3").toString();
  }

  String finalVideo() {
    return base.resolve(runId).resolve("stitched_subtitled.mp4").toString();
  }

  /// @param position 0-based place in the list of prompts
  static String image(int position) {
    return "img_%03d.png".formatted(position + 1);
  }

  static String video(int position) {
    return "vid_%03d.mp4".formatted(position + 1);
  }
}
