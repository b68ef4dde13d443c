package dev.reelwright.wiring;

import dev.reelwright.project.Format;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A film to make from a prompt, a script, or both.
///
/// @param prompt what it is about; may be empty when there is a script
/// @param script exact text to be told, or null
/// @param length wished length, or null: as long as the story needs
/// @param seed 0..2^32-1
public record FilmOrder(
    String prompt,
    @Nullable String script,
    String style,
    Format format,
    @Nullable Duration length,
    long seed,
    boolean voice,
    boolean captions,
    boolean music) {}
