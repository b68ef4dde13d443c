package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// The answer of a start, and of whatever else moves a job.
@JsonNaming(SnakeCaseStrategy.class)
record StartAnswer(String jobId, String status) {}
