package dev.reelwright.media.caption;

/// How captions look.
public enum CaptionStyle {
  /// White letters with a dark outline and a soft shadow, near the lower edge.
  CLASSIC,
  /// As classic; the word that is spoken stands out.
  KARAOKE,
  /// Letters on a dark box.
  BOXED,
  /// Big letters in the middle.
  BIG
}
