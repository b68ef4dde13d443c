package dev.reelwright.http;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file to deliver.
///
/// @param path of a complete file that does not change any more
/// @param mediaType what its bytes are, never what an uploader said
/// @param tag from its content, such as the blob's hash
/// @param name that a browser saves it under, or null for none
/// @param isAttachment whether a browser saves it rather than shows it
public record MediaFile(
    Path path,
    String mediaType,
    EntityTag tag,
    Instant modified,
    @Nullable String name,
    boolean isAttachment) {
  public MediaFile {
    if (!mediaType.matches("[\\w.+-]+/[\\w.+-]+(; ?[\\w-]+=[\\w-]+)*")) {
      throw new IllegalArgumentException("not a media type: " + mediaType);
    }
  }
}
