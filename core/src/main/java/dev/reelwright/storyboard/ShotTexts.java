package dev.reelwright.storyboard;

/// The texts of a shot; an empty one is not used.
///
/// @param description what happens, for people
/// @param image prompt of a lone picture of the shot
/// @param start prompt of the first frame
/// @param end prompt of the last frame
/// @param motion what moves between the frames, camera included
/// @param negative what must not be seen
/// @param narration what is spoken, and shown as captions
/// @param transition how the shot leads to the next one
public record ShotTexts(
    String description,
    String image,
    String start,
    String end,
    String motion,
    String negative,
    String narration,
    String transition) {
  public static final ShotTexts EMPTY = new ShotTexts("", "", "", "", "", "", "", "");

  /// Whether the narration holds anything that a voice can say: a letter or a digit of any script.
  public boolean isSpoken() {
    return narration.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
