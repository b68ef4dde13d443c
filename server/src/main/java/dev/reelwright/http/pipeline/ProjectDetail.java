package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /api/projects/{id}`. Times are whole seconds.
///
/// @param estimatedCost what was made so far, by the price list of this surface, US$
@JsonNaming(SnakeCaseStrategy.class)
record ProjectDetail(
    String projectId,
    String prompt,
    String style,
    String aspectRatio,
    String status,
    Instant createdAt,
    Instant updatedAt,
    int sceneCount,
    List<SceneView> scenes,
    @Nullable String errorMessage,
    int totalDuration,
    int clipDuration,
    String textModel,
    String imageModel,
    String videoModel,
    boolean audioEnabled,
    @Nullable String forkedFrom,
    BigDecimal estimatedCost) {}
