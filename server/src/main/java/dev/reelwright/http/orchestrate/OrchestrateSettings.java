package dev.reelwright.http.orchestrate;

import dev.reelwright.project.AssStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// How this surface is set up.
///
/// @param base folder that holds a folder for each run
/// @param makesPictures whether pictures are made where a request does not say
/// @param speaks whether the script is spoken here; else a voice-over is picked up where it lies
/// @param voice who speaks it, or null for the server's default
/// @param styles names of the looks that may be asked for
/// @param workflows absolute path of the picture workflow of each style, as far as one is known
/// @param workers jobs at a time
/// @param patience how long a job may be held up by something outside before it fails
/// @param captions how captions look
/// @param usesComfy whether ComfyUI draws and films; else the server's default does
/// @param clipsAtOnce pictures or clips of one job that may be made at a time
public record OrchestrateSettings(
    Path base,
    boolean makesPictures,
    boolean speaks,
    @Nullable String voice,
    SequencedSet<String> styles,
    Map<String, Path> workflows,
    int workers,
    Duration patience,
    AssStyle captions,
    int clipsAtOnce,
    boolean usesComfy) {
  public static final int MOST_PROMPTS = 200;
  public static final int LONGEST_TEXT = 10_000;

  public OrchestrateSettings {
    base = base.toAbsolutePath().normalize();
    workflows = Map.copyOf(workflows);
  }

  String workflow(String style) {
    var known = workflows.get(style);
    return known == null ? style : known.toString();
  }
}
