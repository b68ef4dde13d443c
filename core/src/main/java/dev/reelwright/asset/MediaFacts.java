package dev.reelwright.asset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What probing found in a media file; null where a file has no such thing.
///
/// @param length of the longest stream
/// @param frames counted video frames
/// @param fps frame rate as a fraction, `24/1`
public record MediaFacts(
    @Nullable Integer widthPixels,
    @Nullable Integer heightPixels,
    @Nullable Duration length,
    @Nullable Long frames,
    @Nullable String fps,
    @Nullable String videoCodec,
    @Nullable String audioCodec) {
  public static final MediaFacts NONE = new MediaFacts(null, null, null, null, null, null, null);
}
