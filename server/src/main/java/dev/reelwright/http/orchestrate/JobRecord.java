package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.reelwright.http.orchestrate.StartRequest.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The job as older workers and dead-letter readers know it. Every member is always written;
/// readers of the older kind refuse members they do not know, so none is added here.
@JsonNaming(SnakeCaseStrategy.class)
record JobRecord(
    String jobId,
    Payload payload,
    String status,
    @Nullable String error,
    @Nullable String outputDir,
    @Nullable String voiceoverPath,
    @Nullable String finalVideoPath,
    @Nullable List<String> imageFiles,
    @Nullable List<String> videoFiles,
    @Nullable List<String> comfyPromptIds) {

  /// @param workflowPath the image template of the asked style
  @JsonNaming(SnakeCaseStrategy.class)
  record Payload(
      String script,
      String caption,
      String runId,
      List<Prompt> prompts,
      String language,
      @Nullable Boolean enableImageGen,
      String workflowPath) {}

  /// What is kept of a job that failed.
  @JsonNaming(SnakeCaseStrategy.class)
  record DeadLetter(
      String jobId, String runId, String status, String error, String reason, Payload payload) {}
}
