package dev.reelwright.provider;

import dev.reelwright.project.Format;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A picture to make.
///
/// @param prompt what to show
/// @param negative what not to show; may be empty
/// @param style name of the look
/// @param reference a picture to stay close to, such as the shot's first frame, or null
/// @param moment which moment of the shot: 0 its first frame, 1 its last
/// @param shotLengthMillis how long the shot lasts
/// @param seed 0..2^32-1
/// @param extra the shot's extra members from the plan
public record ImageRequest(
    String prompt,
    String negative,
    String style,
    Format format,
    @Nullable InputFile reference,
    double moment,
    long shotLengthMillis,
    long seed,
    Map<String, Object> extra) {
  public ImageRequest {
    extra = Map.copyOf(extra);
  }
}
