package dev.reelwright.asset;

import dev.reelwright.project.ProjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A blob with an owner, a type and a name.
///
/// @param mediaType found from the bytes, never taken from a caller
/// @param facts what probing found
/// @param name for people; never used as a path
public record Asset(
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
  public Asset {
    tags = List.copyOf(tags);
  }
}
