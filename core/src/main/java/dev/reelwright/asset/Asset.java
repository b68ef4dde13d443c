package dev.reelwright.asset;

import dev.reelwright.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A blob with an owner, a type and a name.
///
/// @param campaignId the campaign it was uploaded for, or null
/// @param clientId the client it was uploaded for, or null
/// @param mediaType found from the bytes, never taken from a caller
/// @param facts what probing found
/// @param name for people; never used as a path
/// @param extra what the surface must give back and we give no meaning to; JSON values only
public record Asset(
    AssetId id,
    String owner,
    @Nullable ProjectId projectId,
    @Nullable String campaignId,
    @Nullable String clientId,
    BlobHash blob,
    long sizeBytes,
    String mediaType,
    String name,
    MediaFacts facts,
    List<String> tags,
    AssetOrigin origin,
    @Nullable String sourceUrl,
    Map<String, Object> extra,
    Instant createdAt) {
  public Asset {
    tags = List.copyOf(tags);
    extra = Map.copyOf(extra);
  }

  /// An asset that belongs to no campaign.
  public Asset(
      AssetId id,
      String owner,
      @Nullable ProjectId projectId,
      BlobHash blob,
      long sizeBytes,
      String mediaType,
      String name,
      MediaFacts facts,
      List<String> tags,
      AssetOrigin origin,
      @Nullable String sourceUrl,
      Instant createdAt) {
    this(
        id, owner, projectId, null, null, blob, sizeBytes, mediaType, name, facts, tags, origin,
        sourceUrl, Map.of(), createdAt);
  }
}
