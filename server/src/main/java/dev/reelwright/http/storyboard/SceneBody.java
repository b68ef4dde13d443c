package dev.reelwright.http.storyboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A scene as this surface shows it.
///
/// @param parentSceneId the original of an alternate, or null
/// @param alternateNumber 0 for the original, 1 for A1 …
/// @param duration seconds, the end of its last clip
/// @param timelineStart seconds
@JsonNaming(SnakeCaseStrategy.class)
record SceneBody(
    String id,
    String projectId,
    String name,
    @Nullable String description,
    @Nullable String lyrics,
    int order,
    @Nullable String parentSceneId,
    int alternateNumber,
    boolean isAlternate,
    double duration,
    double timelineStart,
    Instant createdAt,
    Instant updatedAt) {}
