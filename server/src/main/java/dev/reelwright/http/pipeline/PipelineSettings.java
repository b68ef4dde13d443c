package dev.reelwright.http.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How this surface is set up.
///
/// @param maxScenes of one film; the older client may ask for 75
/// @param clipsAtOnce clips of one film that may be on their way at a time. More than one is
///   faster, but a picture that has to be drawn again may then come too late for the scene that
///   begins on it
/// @param crossfade how long the scenes of a new film fade into each other, or null: not at all
public record PipelineSettings(int maxScenes, int clipsAtOnce, @Nullable Duration crossfade) {
  public static final int DEFAULT_MAX_SCENES = 100;
  public static final int DEFAULT_CLIPS_AT_ONCE = 1;

  public PipelineSettings {
    if (maxScenes < 1) {
      throw new IllegalArgumentException("a film needs a scene: " + maxScenes);
    }
    if (clipsAtOnce < 1) {
      throw new IllegalArgumentException("a film needs a clip at a time: " + clipsAtOnce);
    }
  }
}
