package dev.reelwright.http.campaign;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What clients send to start jobs. Lengths are seconds.
final class JobOrders {
  private JobOrders() {}

  record FromImagePairs(
      @JsonProperty(required = true) @JsonAlias("campaign_id") String campaignId,
      @JsonAlias("client_id") @Nullable String clientId,
      @JsonAlias("clip_duration") @Nullable Double clipDuration,
      @JsonAlias("num_pairs") @Nullable Integer numPairs,
      @JsonAlias("video_model") @Nullable String videoModel,
      @JsonAlias("auto_approve") @Nullable Boolean autoApprove) {}

  record FromPropertyPhotos(
      @JsonProperty(required = true) @JsonAlias("campaign_id") String campaignId,
      @JsonProperty(required = true) @JsonAlias("property_info") PropertyInfo propertyInfo,
      @Nullable List<Map<String, Object>> photos,
      @JsonAlias("clip_duration") @Nullable Double clipDuration,
      @JsonAlias("video_model") @Nullable String videoModel,
      @JsonAlias("auto_approve") @Nullable Boolean autoApprove) {}

  record PropertyInfo(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String location,
      @JsonProperty(required = true) @JsonAlias("property_type") String propertyType,
      @JsonProperty(required = true) String positioning) {}
}
