package dev.reelwright.http.campaign;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One clip of a job as this surface shows it.
///
/// @param subJobNumber from 1, the playing order
/// @param image1AssetId first frame
/// @param image2AssetId last frame
/// @param replicatePredictionId the provider's id, as soon as there is one
/// @param progress 0 to 1
record SubJob(
    String id,
    long jobId,
    int subJobNumber,
    @Nullable String image1AssetId,
    @Nullable String image2AssetId,
    @Nullable String replicatePredictionId,
    String modelId,
    Map<String, Object> inputParameters,
    String status,
    double progress,
    @Nullable String videoUrl,
    @Nullable String videoBlobId,
    @Nullable Double durationSeconds,
    @Nullable Double estimatedCost,
    @Nullable Double actualCost,
    @Nullable String errorMessage,
    int retryCount,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    Instant createdAt,
    Instant updatedAt) {}
