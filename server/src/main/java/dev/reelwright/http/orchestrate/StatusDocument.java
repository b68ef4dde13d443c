package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /orchestrate/status/{job_id}`. File lists hold base names, paths are
/// absolute.
///
/// @param step what is being made now, or null
/// @param progress 0 to 1, never backwards within a run
@JsonNaming(SnakeCaseStrategy.class)
record StatusDocument(
    String jobId,
    String status,
    @Nullable String error,
    @Nullable String outputDir,
    @Nullable String voiceoverPath,
    @Nullable List<String> imageFiles,
    @Nullable List<String> comfyPromptIds,
    @Nullable List<String> videoFiles,
    @Nullable String finalVideoPath,
    String runId,
    @Nullable String step,
    double progress,
    Instant createdAt,
    Instant updatedAt) {}
