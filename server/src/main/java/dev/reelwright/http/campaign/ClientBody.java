package dev.reelwright.http.campaign;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client as this surface shows it; the times and guidelines again under the names of the later
/// server of this family.
///
/// @param brandGuidelines an object, or the text some clients store instead
record ClientBody(
    String id,
    String name,
    String description,
    @Nullable String homepage,
    @Nullable Object brandGuidelines,
    @Nullable Map<String, Object> metadata,
    Instant createdAt,
    Instant updatedAt,
    @JsonProperty("brand_guidelines") @Nullable Object brandGuidelinesAgain,
    @JsonProperty("inserted_at") Instant insertedAt,
    @JsonProperty("updated_at") Instant updatedAtAgain) {

  /// The body of `POST /clients`.
  record New(
      @JsonProperty(required = true) String name,
      @Nullable String description,
      @Nullable String homepage,
      @JsonAlias("brand_guidelines") @Nullable Object brandGuidelines,
      @Nullable Map<String, Object> metadata) {}
}
