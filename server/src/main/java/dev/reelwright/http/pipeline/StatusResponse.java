package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /api/projects/{id}/status`.
@JsonNaming(SnakeCaseStrategy.class)
record StatusResponse(
    String projectId,
    String status,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String errorMessage) {}
