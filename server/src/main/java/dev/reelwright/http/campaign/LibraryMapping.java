package dev.reelwright.http.campaign;

import dev.reelwright.asset.Asset;
import dev.reelwright.library.Campaign;
import dev.reelwright.library.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Clients, campaigns and assets: what callers send, as domain records, and back.
final class LibraryMapping {
  static final String DESCRIPTION = "description";
  static final String THUMBNAIL = "thumbnailBlobId";
  static final String PAGES = "pageCount";

  private static final String HOMEPAGE = "homepage";
  private static final String GUIDELINES = "brandGuidelines";
  private static final String METADATA = "metadata";
  private static final String GOAL = "goal";
  private static final String PRODUCT = "productUrl";

  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/png", "png"),
          Map.entry("image/webp", "webp"),
          Map.entry("image/gif", "gif"),
          Map.entry("image/svg+xml", "svg"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/webm", "webm"),
          Map.entry("video/quicktime", "mov"),
          Map.entry("video/x-msvideo", "avi"),
          Map.entry("video/x-matroska", "mkv"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/wav", "wav"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/aac", "aac"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("application/pdf", "pdf"),
          Map.entry("application/msword", "doc"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
          Map.entry("text/plain", "txt"));

  private LibraryMapping() {}

  static Client client(ClientBody.New asked, String id, String owner, Instant now) {
    var attributes = new HashMap<String, Object>();
    putIfGiven(attributes, DESCRIPTION, asked.description());
    putIfGiven(attributes, HOMEPAGE, asked.homepage());
    putIfGiven(attributes, GUIDELINES, asked.brandGuidelines());
    putIfGiven(attributes, METADATA, asked.metadata());
    return new Client(id, owner, asked.name(), attributes, now, now);
  }

  static ClientBody shown(Client client) {
    var attributes = client.attributes();
    return new ClientBody(
        client.id(),
        client.name(),
        Objects.toString(attributes.get(DESCRIPTION), ""),
        (String) attributes.get(HOMEPAGE),
        attributes.get(GUIDELINES),
        object(attributes.get(METADATA)),
        client.createdAt(),
        client.updatedAt(),
        attributes.get(GUIDELINES),
        client.createdAt(),
        client.updatedAt());
  }

  /// @throws IllegalArgumentException for a status that is none of the three
  static Campaign campaign(CampaignBody.New asked, String id, String owner, Instant now) {
    var attributes = new HashMap<String, Object>();
    putIfGiven(attributes, GOAL, asked.goal());
    putIfGiven(attributes, PRODUCT, asked.productUrl());
    putIfGiven(attributes, METADATA, asked.metadata());
    return new Campaign(
        id,
        owner,
        asked.clientId(),
        asked.name(),
        status(Objects.requireNonNullElse(asked.status(), "draft")),
        asked.brief(),
        attributes,
        now,
        now);
  }

  static CampaignBody shown(Campaign campaign) {
    var attributes = campaign.attributes();
    return new CampaignBody(
        campaign.id(),
        campaign.clientId(),
        campaign.name(),
        Objects.toString(attributes.get(GOAL), ""),
        campaign.status().name().toLowerCase(Locale.ROOT),
        (String) attributes.get(PRODUCT),
        campaign.brief(),
        object(attributes.get(METADATA)),
        campaign.createdAt(),
        campaign.updatedAt());
  }

  /// @param userId the number this surface knows the owner by, or empty
  static AssetBody shown(Asset asset, String userId) {
    var type = type(asset);
    return new AssetBody(
        asset.id().value(),
        asset.name(),
        userId,
        asset.clientId(),
        asset.campaignId(),
        "/api/v3/assets/%s/data".formatted(asset.id()),
        asset.sizeBytes(),
        asset.createdAt(),
        asset.tags(),
        (String) asset.extra().get(THUMBNAIL),
        asset.sourceUrl(),
        type,
        FORMATS.getOrDefault(asset.mediaType(), "bin"),
        (String) asset.extra().get(DESCRIPTION),
        ofType(asset, type));
  }

  private static Map<String, @Nullable Object> ofType(Asset asset, String type) {
    var facts = asset.facts();
    var members = new LinkedHashMap<String, @Nullable Object>();
    if (type.equals("image") || type.equals("video")) {
      members.put("width", Objects.requireNonNullElse(facts.widthPixels(), 0));
      members.put("height", Objects.requireNonNullElse(facts.heightPixels(), 0));
    }
    if (type.equals("video") || type.equals("audio")) {
      var length = Objects.requireNonNullElse(facts.length(), Duration.ZERO);
      members.put("duration", length.toSeconds());
      members.put("durationSeconds", length.toMillis() / 1000.0);
    }
    switch (type) {
      case "video" -> members.put("thumbnailUrl", thumbnail(asset));
      case "audio" -> members.put("waveformUrl", null);
      case "document" -> {
        members.put("pageCount", asset.extra().get(PAGES));
        members.put("thumbnailUrl", null);
      }
      default -> {}
    }
    return members;
  }

  private static String thumbnail(Asset asset) {
    return asset.extra().containsKey(THUMBNAIL)
        ? "/api/v3/assets/%s/thumbnail".formatted(asset.id())
        : "";
  }

  private static String type(Asset asset) {
    var top = asset.mediaType().substring(0, Math.max(0, asset.mediaType().indexOf('/')));
    return switch (top) {
      case "image", "video", "audio" -> top;
      default -> "document";
    };
  }

  private static Campaign.Status status(String word) {
    return switch (word) {
      case "draft" -> Campaign.Status.DRAFT;
      case "active" -> Campaign.Status.ACTIVE;
      case "archived" -> Campaign.Status.ARCHIVED;
      default ->
          throw new IllegalArgumentException("status must be draft, active or archived: " + word);
    };
  }

  private static void putIfGiven(Map<String, Object> target, String name, @Nullable Object value) {
    if (value != null) {
      target.put(name, value);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static @Nullable Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) value;
  }
}
