package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A line of the answer of `GET /api/projects`.
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "PipelineProject")
record ProjectLine(
    String projectId,
    String prompt,
    String status,
    Instant createdAt,
    int totalDuration,
    int clipDuration,
    String textModel,
    String imageModel,
    String videoModel,
    boolean audioEnabled) {}
