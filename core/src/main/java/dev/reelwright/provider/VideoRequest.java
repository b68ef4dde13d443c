package dev.reelwright.provider;

import dev.reelwright.project.Format;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A clip to make.
///
/// @param motion what moves
/// @param scene what the shot shows; the prompt its frames were made from
/// @param negative what not to show; may be empty
/// @param style name of the look
/// @param firstFrame picture the clip starts on, or null
/// @param lastFrame picture the clip ends on, or null
/// @param lengthMillis wished length; a provider that knows only certain lengths delivers the next
///   longer one
/// @param withSound whether the clip should carry its own sound
/// @param seed 0..2^32-1
/// @param extra the shot's extra members from the plan
public record VideoRequest(
    String motion,
    String scene,
    String negative,
    String style,
    Format format,
    @Nullable InputFile firstFrame,
    @Nullable InputFile lastFrame,
    long lengthMillis,
    boolean withSound,
    long seed,
    Map<String, Object> extra) {
  public VideoRequest {
    extra = Map.copyOf(extra);
  }
}
