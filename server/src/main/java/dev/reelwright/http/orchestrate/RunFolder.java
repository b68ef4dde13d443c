package dev.reelwright.http.orchestrate;

import java.nio.file.Path;
import java.util.List;

/// The folder of one run and the names this surface promises in it. A copy made for people and
/// tools; the truth is in the blob store.
record RunFolder(Path base, String runId) {
  static final String MANIFEST = "manifest.json";
  static final String STITCHED = "stitched_output.mp4";
  static final String SUBTITLES = "generated.srt";
  static final String FINAL = "stitched_subtitled.mp4";

  /// Under which names a voice-over is looked for, and put down.
  static final List<String> VOICES = List.of("voiceover.mp3", "voiceover.wav");

  RunFolder {
    var inside = base.resolve(runId).normalize();
    if (!inside.startsWith(base.normalize()) || inside.equals(base.normalize())) {
      throw new IllegalArgumentException("run id leaves the data folder: " + runId);
    }
  }

  String path() {
    return base.resolve(runId).toString();
  }

  /// @param mediaType of the voice
  String voiceover(String mediaType) {
    return base.resolve(runId).resolve(voice(mediaType)).toString();
  }

  static String voice(String mediaType) {
    return mediaType.contains("wav") ? VOICES.getLast() : VOICES.getFirst();
  }

  String finalVideo() {
    return base.resolve(runId).resolve(FINAL).toString();
  }

  /// @param position 0-based place in the list of prompts
  static String image(int position) {
    return "img_%03d.png".formatted(position + 1);
  }

  static String video(int position) {
    return "vid_%03d.mp4".formatted(position + 1);
  }
}
