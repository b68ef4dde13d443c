package dev.reelwright.wiring;

import dev.reelwright.project.Finishing;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A film to make from a prompt, a script, or both.
///
/// @param prompt what it is about; may be empty when there is a script
/// @param script exact text to be told, or null
/// @param length wished length, or null: as long as the story needs
/// @param seed 0..2^32-1
/// @param planner who plans it, or null: the built-in storyboarder
/// @param models who makes what; a role that is absent is made by the built-in studio
/// @param finishing how the takes become one video, or null: as usual
public record FilmOrder(
    String prompt,
    @Nullable String script,
    String style,
    Format format,
    @Nullable Duration length,
    long seed,
    boolean voice,
    boolean captions,
    boolean music,
    @Nullable ModelChoice planner,
    Map<SlotRole, ModelChoice> models,
    @Nullable Finishing finishing) {
  public FilmOrder {
    models = Map.copyOf(models);
  }

  /// A film that the built-in studio makes.
  public FilmOrder(
      String prompt,
      @Nullable String script,
      String style,
      Format format,
      @Nullable Duration length,
      long seed,
      boolean voice,
      boolean captions,
      boolean music) {
    this(prompt, script, style, format, length, seed, voice, captions, music, null, Map.of(), null);
  }
}
