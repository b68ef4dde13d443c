package dev.reelwright.http.campaign;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A campaign as this surface shows it.
///
/// @param status `draft`, `active` or `archived`
/// @param brief an object, or a text, as it was given
record CampaignBody(
    String id,
    String clientId,
    String name,
    String goal,
    String status,
    @Nullable String productUrl,
    @Nullable Object brief,
    @Nullable Map<String, Object> metadata,
    Instant createdAt,
    Instant updatedAt) {

  /// The body of `POST /campaigns`.
  record New(
      @JsonProperty(required = true) @JsonAlias("client_id") String clientId,
      @JsonProperty(required = true) String name,
      @Nullable String goal,
      @Nullable String status,
      @JsonAlias("product_url") @Nullable String productUrl,
      @Nullable Object brief,
      @Nullable Map<String, Object> metadata) {}
}
