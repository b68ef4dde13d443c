package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// The answer of `POST /api/projects/{id}/fork`.
///
/// @param copiedScenes scenes whose frames were taken over
/// @param resumeFrom state in which the new project goes on
@JsonNaming(SnakeCaseStrategy.class)
record ForkResponse(
    String projectId,
    String forkedFrom,
    String status,
    String statusUrl,
    int copiedScenes,
    String resumeFrom) {}
