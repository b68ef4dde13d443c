package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The answer of `POST /api/generate` and of `resume`.
///
/// @param estimatedCost what the whole film costs by the price list of this surface, US$; absent
///   where nothing was asked for
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Started(
    String projectId, String status, String statusUrl, @Nullable BigDecimal estimatedCost) {
  static Started of(String project, String status, @Nullable BigDecimal estimatedCost) {
    return new Started(project, status, PipelineViews.statusUrl(project), estimatedCost);
  }
}
