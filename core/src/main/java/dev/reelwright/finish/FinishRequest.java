package dev.reelwright.finish;

import dev.reelwright.project.Format;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cut: shots one after the other, narration placed at the start of its shot, a music bed under
/// all.
///
/// @param burnCaptions whether cues are drawn into the picture
/// @param language BCP 47 tag of the captions
/// @param music file of a music bed, or null
/// @param clipSound whether the clips' own sound is heard
/// @param crossfadeMillis how long each shot fades into the next, picture and sound; 0 for hard
///   cuts
public record FinishRequest(
    Format format,
    List<CutShot> shots,
    boolean burnCaptions,
    String language,
    @Nullable Path music,
    boolean clipSound,
    long crossfadeMillis,
    boolean asFilmed) {
  /// A film in which clips are only seen.
  public FinishRequest(
      Format format,
      List<CutShot> shots,
      boolean burnCaptions,
      String language,
      @Nullable Path music) {
    this(format, shots, burnCaptions, language, music, false, 0, false);
  }

  public FinishRequest {
    shots = List.copyOf(shots);
    if (shots.isEmpty()) {
      throw new IllegalArgumentException("a cut needs a shot");
    }
    if (crossfadeMillis < 0) {
      throw new IllegalArgumentException("negative cross-fade: " + crossfadeMillis);
    }
  }

  /// @param clip video file; trimmed when longer than `lengthMillis`, its last frame held when
  ///   shorter
  /// @param lengthMillis time the shot takes in the film, rounded to whole frames at its end
  /// @param narration sound file, or null
  /// @param narrationText what is spoken, shown as captions; empty for none
  /// @param words when each word is spoken, relative to the narration; empty when unknown
  public record CutShot(
      Path clip,
      long lengthMillis,
      @Nullable Path narration,
      String narrationText,
      List<SpokenWord> words) {
    public CutShot {
      words = List.copyOf(words);
    }
  }

  public record SpokenWord(String text, long startMillis, long endMillis) {}
}
