package dev.reelwright.http.t2v;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body of `/plan` and `/generate`, defaults filled in.
///
/// @param qualityMode `fast`, `balanced` or `high`
/// @param durationPreferenceS wished length of the film in seconds, 2..15, or null
/// @param resolution `1280x720` or `1920x1080`
@JsonNaming(SnakeCaseStrategy.class)
record GenerationRequest(
    String userPrompt,
    String qualityMode,
    @JsonProperty("duration_preference_s") @Nullable Integer durationPreferenceS,
    String resolution) {

  @JsonCreator
  static GenerationRequest read(
      @JsonProperty(value = "user_prompt", required = true) String userPrompt,
      @JsonProperty("quality_mode") @Nullable String qualityMode,
      @JsonProperty("duration_preference_s") @Nullable Integer durationPreferenceS,
      @JsonProperty("resolution") @Nullable String resolution) {
    return new GenerationRequest(
        userPrompt,
        Objects.requireNonNullElse(qualityMode, "balanced"),
        durationPreferenceS,
        Objects.requireNonNullElse(resolution, "1280x720").replace('*', 'x'));
  }
}
