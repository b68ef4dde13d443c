package dev.reelwright.media.sound;

import java.util.List;
import java.util.Locale;

/// What a mood means in music. Progressions are written as degrees of the scale, one digit per
/// chord, 0 is the tonic; each begins on it.
enum Mood {
  CALM(
      Scale.MAJOR,
      66,
      0.35,
      0.35,
      false,
      "0534 0233 0354",
      "",
      "",
      "26",
      0,
      "calm peaceful gentle soft relax warm quiet love tender 平静 安静 温柔 温暖"),
  TENSE(
      Scale.MINOR,
      84,
      0.3,
      0.25,
      true,
      "0534 0054 0305",
      "01",
      "",
      "",
      0.2,
      "tense suspense danger dark storm thriller fear horror chase night 紧张 危险 暴风 黑暗 恐怖"),
  BRIGHT(
      Scale.MAJOR,
      104,
      0.55,
      0.85,
      false,
      "0453 0304 0534",
      "04",
      "26",
      "01234567",
      0.2,
      "bright happy cheerful joy fun upbeat playful light sunny comic energetic 明亮 快乐 欢快 开心 阳光"),
  SAD(
      Scale.MINOR,
      60,
      0.25,
      0.4,
      false,
      "0526 0354 0653",
      "",
      "",
      "",
      0,
      "sad melanchol lonely grief loss tragic sorrow 悲伤 忧伤 孤独"),
  EPIC(
      Scale.MINOR,
      78,
      0.6,
      0.5,
      true,
      "0526 0263 0656",
      "034",
      "6",
      "26",
      0.26,
      "epic heroic grand battle adventure dramatic triumph powerful action 史诗 宏大 英雄 战斗 冒险"),
  WONDER(
      Scale.LYDIAN,
      70,
      0.45,
      0.6,
      false,
      "0104 0154 0510",
      "",
      "",
      "2467",
      0,
      "wonder dream myster magic space fantasy curious ethereal 梦幻 神秘 魔法 太空 奇幻");

  final Scale scale;
  final int beatsPerMinute;

  /// How much of the upper partials the pad keeps, 0..1.
  final double brightness;

  /// How many of the eighth notes the pluck plays, 0..1.
  final double pluckDensity;

  /// Whether the bass repeats on every beat instead of holding.
  final boolean pulsingBass;

  /// On which eighths of a bar the low drum, the brush and the shaker are struck.
  final String lowDrum;

  final String brush;
  final String shaker;

  /// Loudness of the low drum, 0..1.
  final double drumLevel;

  private final String progressions;
  private final String words;

  Mood(
      Scale scale,
      int beatsPerMinute,
      double brightness,
      double pluckDensity,
      boolean pulsingBass,
      String progressions,
      String lowDrum,
      String brush,
      String shaker,
      double drumLevel,
      String words) {
    this.lowDrum = lowDrum;
    this.brush = brush;
    this.shaker = shaker;
    this.drumLevel = drumLevel;
    this.scale = scale;
    this.beatsPerMinute = beatsPerMinute;
    this.brightness = brightness;
    this.pluckDensity = pluckDensity;
    this.pulsingBass = pulsingBass;
    this.progressions = progressions;
    this.words = words;
  }

  List<String> progressions() {
    return List.of(progressions.split(" ", -1));
  }

  /// The mood whose words come first in the text; calm when none does.
  static Mood from(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Mood found = CALM;
    int earliest = Integer.MAX_VALUE;
    for (Mood mood : values()) {
      for (String word : mood.words.split(" ", -1)) {
        int at = lower.indexOf(word);
        if (at >= 0 && at < earliest) {
          earliest = at;
          found = mood;
        }
      }
    }
    return found;
  }

  enum Scale {
    MAJOR("024579B"),
    MINOR("023578A"),
    LYDIAN("024679B");

    /// One hexadecimal digit per degree.
    private final String semitones;

    Scale(String semitones) {
      this.semitones = semitones;
    }

    /// Semitones above the tonic of a degree; 7 is the tonic an octave up.
    int semitone(int degree) {
      return Character.digit(semitones.charAt(degree % 7), 16) + 12 * (degree / 7);
    }
  }
}
