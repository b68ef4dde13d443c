package dev.reelwright.http.t2v;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/// The answer of `POST /jobs/{job_id}/revise`.
///
/// @param targetedFields of `camera, narration, lighting, emotion, pacing`; may be empty
@JsonNaming(SnakeCaseStrategy.class)
record ReviseResponse(
    String jobId, String parentJobId, String status, String message, List<String> targetedFields) {}
