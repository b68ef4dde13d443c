package dev.reelwright.http.storyboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job of the queue: a run of one step to us. Several members repeat another under the name older
/// clients read.
///
/// @param estimatedDuration seconds
@JsonNaming(SnakeCaseStrategy.class)
record QueueJob(
    String id,
    String jobId,
    String projectId,
    String clipId,
    String jobType,
    String generationType,
    String status,
    int priority,
    @Nullable String serverId,
    Map<String, Object> generationParams,
    Map<String, Object> params,
    @Nullable String resultUrl,
    @Nullable String errorMessage,
    @Nullable String error,
    int retryCount,
    int maxRetries,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    String prompt,
    String negativePrompt,
    @Nullable String model,
    List<Object> loras,
    double estimatedDuration) {}
