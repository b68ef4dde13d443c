package dev.reelwright.project;

/// How the takes of a film become one video. None of it changes what is made by providers: another
/// choice makes the cut anew and nothing else.
///
/// @param captions how burnt-in captions look; whether there are any is said elsewhere
/// @param captionTrack whether the video holds the captions as a track that players can switch on
/// @param fit what is done with clips of another shape than the film
/// @param longSpeech what is seen while a narration lasts longer than its clip
/// @param quality of the picture
/// @param codec of the picture; another one than H.264 needs an ffmpeg that has its encoder
public record Finishing(
    CaptionStyle captions,
    boolean captionTrack,
    Fit fit,
    LongSpeech longSpeech,
    Quality quality,
    Codec codec) {
  public static final Finishing USUAL =
      new Finishing(
          CaptionStyle.CLASSIC, false, Fit.PAD, LongSpeech.HOLD, Quality.STANDARD, Codec.H264);

  /// The same with captions of another look.
  public Finishing with(CaptionStyle style) {
    return new Finishing(style, captionTrack, fit, longSpeech, quality, codec);
  }

  /// How captions are drawn.
  public enum CaptionStyle {
    /// White letters with a dark outline, near the lower edge.
    CLASSIC,
    /// As classic; the word that is spoken is marked.
    KARAOKE,
    /// Letters on a dark box, readable on anything.
    BOXED,
    /// A few big words at a time in the middle, for upright films without sound.
    BIG
  }

  /// What is done with a clip of another shape than the film.
  public enum Fit {
    /// All of it is seen, between black bars.
    PAD,
    /// It fills the frame; what does not fit is cut off.
    FILL,
    /// All of it is seen, between blurred parts of itself.
    BLUR
  }

  /// What is seen while a narration lasts longer than its clip.
  public enum LongSpeech {
    /// The clip's last picture.
    HOLD,
    /// The clip, slowed down up to half its speed.
    STRETCH
  }

  /// How much care and room the picture gets.
  public enum Quality {
    DRAFT,
    STANDARD,
    MASTER
  }

  /// What the picture is coded as.
  public enum Codec {
    H264,
    HEVC,
    AV1
  }
}
