package dev.reelwright.http.campaign;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An asset as this surface shows it, without its bytes.
///
/// @param userId the number of its owner as text, or empty
/// @param type `image`, `video`, `audio` or `document`
/// @param format by the bytes; `bin` for what cannot be shown
/// @param ofType the members only this type has, nulls included
record AssetBody(
    String id,
    String name,
    String userId,
    @Nullable String clientId,
    @Nullable String campaignId,
    String url,
    long size,
    Instant uploadedAt,
    List<String> tags,
    @Nullable String thumbnailBlobId,
    @Nullable String sourceUrl,
    String type,
    String format,
    @Nullable String description,
    @JsonAnyGetter Map<String, @Nullable Object> ofType) {}
