package dev.reelwright.http.storyboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A project as this surface shows it.
///
/// @param musicFile path or URL of the music, or null; `musicFilePath` always says the same
/// @param musicDuration seconds, or null
@JsonNaming(SnakeCaseStrategy.class)
record ProjectBody(
    String id,
    String name,
    @Nullable String description,
    @Nullable String musicFile,
    @Nullable String musicFilePath,
    @Nullable Double musicDuration,
    Instant createdAt,
    Instant updatedAt) {}
