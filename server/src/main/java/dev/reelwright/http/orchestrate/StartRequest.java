package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /orchestrate/start`.
///
/// @param language of the subtitles; null means `pt`
/// @param enableImageGen null leaves it to the server
/// @param imageStyle null means `default`
@JsonNaming(SnakeCaseStrategy.class)
record StartRequest(
    @JsonProperty(required = true) String script,
    @JsonProperty(required = true) String caption,
    @JsonProperty(required = true) String runId,
    @JsonProperty(required = true) List<Prompt> prompts,
    @Nullable String language,
    @Nullable Boolean enableImageGen,
    @Nullable String imageStyle) {
  StartRequest {
    prompts = List.copyOf(prompts);
  }

  /// What one picture and its clip show; a blank text counts as none.
  @JsonNaming(SnakeCaseStrategy.class)
  record Prompt(@Nullable String imagePrompt, @Nullable String videoPrompt) {}
}
