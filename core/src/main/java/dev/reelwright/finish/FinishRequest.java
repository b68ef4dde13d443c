package dev.reelwright.finish;

import dev.reelwright.project.AssStyle;
import dev.reelwright.project.Finishing;
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
/// @param asFilmed whether clips of one make are joined bit for bit where nothing is done to them
/// @param levels of narration and music
/// @param finishing the choices of its owner
/// @param script what is said over the whole film, or null where each shot has its own words
public record FinishRequest(
    Format format,
    List<CutShot> shots,
    boolean burnCaptions,
    String language,
    @Nullable Path music,
    boolean clipSound,
    boolean asFilmed,
    Levels levels,
    Finishing finishing,
    @Nullable Script script) {
  /// A film in which clips are only seen.
  public FinishRequest(
      Format format,
      List<CutShot> shots,
      boolean burnCaptions,
      String language,
      @Nullable Path music) {
    this(format, shots, burnCaptions, language, music, false, false, Levels.USUAL, Finishing.USUAL);
  }

  /// A film in which each shot has its own words.
  public FinishRequest(
      Format format,
      List<CutShot> shots,
      boolean burnCaptions,
      String language,
      @Nullable Path music,
      boolean clipSound,
      boolean asFilmed,
      Levels levels,
      Finishing finishing) {
    this(
        format, shots, burnCaptions, language, music, clipSound, asFilmed, levels, finishing, null);
  }

  public FinishRequest {
    shots = List.copyOf(shots);
    if (shots.isEmpty()) {
      throw new IllegalArgumentException("a cut needs a shot");
    }
  }

  /// A narrated film: the size and rate of its first clip, no sound where nobody speaks, loud
  /// enough for a phone, captions of a few words each.
  ///
  /// @param words when each is spoken, from the beginning of the film; empty when unknown
  public record Script(String text, List<SpokenWord> words, AssStyle style) {
    public Script {
      words = List.copyOf(words);
    }
  }

  /// In decibels, 0 as usual; negative infinity for silence.
  public record Levels(double narration, double music) {
    public static final Levels USUAL = new Levels(0, 0);
  }

  /// @param clip video file; trimmed when longer than `lengthMillis`, held or slowed when shorter;
  ///   null where there is none, which is black
  /// @param lengthMillis time the shot takes in the film, rounded to whole frames at its end
  /// @param narration sound file, or null
  /// @param narrationText what is spoken, shown as captions; empty for none
  /// @param words when each word is spoken, relative to the narration; empty when unknown
  /// @param edit what a person decided about it
  public record CutShot(
      @Nullable Path clip,
      long lengthMillis,
      @Nullable Path narration,
      String narrationText,
      List<SpokenWord> words,
      ShotEdit edit) {
    /// A whole clip that ends with a hard cut.
    public CutShot(
        Path clip,
        long lengthMillis,
        @Nullable Path narration,
        String narrationText,
        List<SpokenWord> words) {
      this(clip, lengthMillis, narration, narrationText, words, ShotEdit.NONE);
    }

    public CutShot {
      words = List.copyOf(words);
    }
  }

  /// @param skipMillis how much of the clip's beginning is not shown
  /// @param into word of the transition to the next shot, such as `fade`
  /// @param fadeMillis how long that takes; 0 for a hard cut
  /// @param clipDecibels how loud the clip's own sound is; negative infinity for silence
  /// @param captions instead of those that follow from the narration, or null
  public record ShotEdit(
      long skipMillis,
      String into,
      long fadeMillis,
      double clipDecibels,
      @Nullable List<CaptionLine> captions) {
    public static final ShotEdit NONE = new ShotEdit(0, "fade", 0, 0, null);

    public ShotEdit {
      captions = captions == null ? null : List.copyOf(captions);
      if (skipMillis < 0 || fadeMillis < 0) {
        throw new IllegalArgumentException("negative time: " + skipMillis + ", " + fadeMillis);
      }
    }

    public static ShotEdit fading(long millis) {
      return new ShotEdit(0, "fade", millis, 0, null);
    }
  }

  /// @param startMillis from the beginning of the shot
  /// @param text one or two lines
  public record CaptionLine(long startMillis, long endMillis, String text) {}

  public record SpokenWord(String text, long startMillis, long endMillis) {}
}
