package dev.reelwright.project;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody asked for, in their own words. Surfaces that redact do so before a brief is built.
///
/// @param prompt what the film is about; may be empty when a script or shots say it
/// @param script exact text to be told, or null when the storyboarder is free
/// @param language BCP 47 tag of the spoken and shown text, or null: found from the text
/// @param style name of the look, free text, `cinematic` by default
/// @param wishes whatever else the asking surface knows, by name; JSON values only
public record Brief(
    String prompt,
    @Nullable String script,
    @Nullable String language,
    String style,
    Map<String, Object> wishes) {
  public Brief {
    wishes = Map.copyOf(wishes);
  }

  public static Brief ofPrompt(String prompt) {
    return new Brief(prompt, null, null, "cinematic", Map.of());
  }
}
