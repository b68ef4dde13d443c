package dev.reelwright.http.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A scene of a job as this surface shows it: a shot to us.
record SceneBody(
    String id,
    long jobId,
    int sceneNumber,
    double duration,
    String description,
    String script,
    String shotType,
    String transition,
    List<String> assets,
    Map<String, Object> metadata,
    Instant createdAt,
    Instant updatedAt) {}
