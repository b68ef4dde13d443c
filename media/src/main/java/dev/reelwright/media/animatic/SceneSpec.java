package dev.reelwright.media.animatic;

import java.util.List;

/// All that an animatic scene is drawn from. Equal specs give equal pictures. Words that are not
/// known fall back to something neutral, so any text may be passed.
///
/// @param style name of the look, free text
/// @param setting one of [#SETTINGS]
/// @param time one of [#TIMES]
/// @param weather one of [#WEATHERS]
/// @param camera one of [#CAMERAS]
/// @param framing `wide`, `medium` or `close`
/// @param motifs ids from [MotifLibrary], the most important first
/// @param world seed of the place; shots with the same world happen at the same place
/// @param seed seed of this shot's arrangement
/// @param widthPixels even, at least 16
/// @param heightPixels even, at least 16
/// @param lengthMillis how long the shot lasts; sets the pace of rain and waves
/// @param staging how the motifs stand to each other and what they do
public record SceneSpec(
    String style,
    String setting,
    String time,
    String weather,
    String camera,
    String framing,
    List<String> motifs,
    long world,
    long seed,
    int widthPixels,
    int heightPixels,
    long lengthMillis,
    Staging staging) {
  public static final List<String> SETTINGS =
      List.of(
          "sea",
          "forest",
          "city",
          "desert",
          "mountains",
          "interior",
          "road",
          "space",
          "snow",
          "field",
          "underwater",
          "beach",
          "lake",
          "planet",
          "stadium",
          "abstract");
  public static final List<String> TIMES = List.of("dawn", "day", "dusk", "night");
  public static final List<String> WEATHERS =
      List.of("clear", "cloudy", "rain", "storm", "snow", "settled_snow", "fog");
  public static final List<String> CAMERAS =
      List.of(
          "push_in",
          "pull_out",
          "pan_left",
          "pan_right",
          "tilt_up",
          "tilt_down",
          "drift",
          "static");

  public SceneSpec {
    if (widthPixels < 16 || heightPixels < 16 || widthPixels % 2 != 0 || heightPixels % 2 != 0) {
      throw new IllegalArgumentException(
          "picture size must be even and at least 16: " + widthPixels + "x" + heightPixels);
    }
    if (lengthMillis <= 0) {
      throw new IllegalArgumentException("shot length must be positive: " + lengthMillis + " ms");
    }
    setting = known(SETTINGS, setting, "field");
    time = known(TIMES, time, "day");
    weather = known(WEATHERS, weather, "clear");
    camera = known(CAMERAS, camera, "drift");
    motifs = List.copyOf(motifs);
  }

  /// A scene in which nobody does anything in particular.
  public SceneSpec(
      String style,
      String setting,
      String time,
      String weather,
      String camera,
      String framing,
      List<String> motifs,
      long world,
      long seed,
      int widthPixels,
      int heightPixels,
      long lengthMillis) {
    this(
        style,
        setting,
        time,
        weather,
        camera,
        framing,
        motifs,
        world,
        seed,
        widthPixels,
        heightPixels,
        lengthMillis,
        Staging.PLAIN);
  }

  /// The same scene on a frame of another size.
  SceneSpec sized(int otherWidth, int otherHeight) {
    return new SceneSpec(
        style,
        setting,
        time,
        weather,
        camera,
        framing,
        motifs,
        world,
        seed,
        otherWidth,
        otherHeight,
        lengthMillis,
        staging);
  }

  boolean isNight() {
    return time.equals("night");
  }

  boolean isWet() {
    return weather.equals("rain") || weather.equals("storm");
  }

  boolean hasSnowLying() {
    return weather.equals("snow") || weather.equals("settled_snow");
  }

  boolean isSunOrMoonSeen() {
    return weather.equals("clear") || hasSnowLying();
  }

  private static String known(List<String> words, String word, String otherwise) {
    return words.contains(word) ? word : otherwise;
  }
}
