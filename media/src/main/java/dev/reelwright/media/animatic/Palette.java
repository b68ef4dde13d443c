package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.light;
import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.shade;

/// The colours of a scene, found from its time of day, its weather and its setting.
///
/// @param skyTop at the upper edge
/// @param skyLow at the horizon
/// @param sun of sun or moon
/// @param far of the farthest ridge
/// @param near of the nearest one
/// @param ground far end of the ground
/// @param groundNear near end of the ground
/// @param ambient light that falls on what stands in the scene
/// @param haze what distance fades to
record Palette(
    int skyTop,
    int skyMiddle,
    int skyLow,
    int sun,
    int far,
    int near,
    int ground,
    int groundNear,
    int ambient,
    int haze) {
  static Palette of(SceneSpec spec) {
    int[] sky =
        switch (spec.time()) {
          case "dawn" -> new int[] {0x46619E, 0xC79BB0, 0xFFD2A6, 0xFFF0C8, 0xF4DCD2};
          case "dusk" -> new int[] {0x2B2A5E, 0xA2476F, 0xFF9A5C, 0xFFD68A, 0xE3B0A0};
          case "night" -> new int[] {0x0B1330, 0x1B2C5C, 0x3B5488, 0xFBF6DC, 0x7C8DBE};
          default -> new int[] {0x2F7FD0, 0x7DBBEC, 0xD8EEF7, 0xFFF7D6, 0xFFFFFF};
        };
    boolean night = spec.isNight();
    int grey =
        switch (spec.weather()) {
          case "storm" -> night ? 0x1A2233 : 0x4A5568;
          case "rain" -> night ? 0x202A3D : 0x77869A;
          case "snow" -> night ? 0x3A4A6B : 0xC4D2E2;
          case "fog" -> night ? 0x39455A : 0xC9D0D4;
          default -> night ? 0x26324A : 0xA9BACB;
        };
    double overcast =
        switch (spec.weather()) {
          case "storm" -> 0.72;
          case "rain" -> 0.6;
          case "snow" -> 0.4;
          case "fog" -> 0.65;
          case "cloudy" -> 0.35;
          default -> 0;
        };
    int ambient = mix(sky[4], light(sky[4], mix(grey, 0xFFFFFF, 0.35)), overcast);
    int top = mix(sky[0], shade(grey, 0.75), overcast);
    int middle = mix(sky[1], grey, overcast);
    int low = mix(sky[2], mix(grey, 0xFFFFFF, night ? 0.12 : 0.3), overcast * 0.9);
    if (spec.setting().equals("space")) {
      return new Palette(
          0x05060F, 0x0E1130, 0x241A4A, sky[3], 0x2A2350, 0x171433, 0x6E6A86, 0x3A3654, 0xE6E6FF,
          0x241A4A);
    }
    if (spec.setting().equals("planet")) {
      return new Palette(
          0x0A0710, 0x2A1626, 0x7A3F34, sky[3], 0x7E3C2E, 0x9A4D33, 0xC86F45, 0x6E3325, 0xFFE8D8,
          0x7A3F34);
    }
    if (spec.setting().equals("underwater")) {
      return new Palette(
          light(0x5CC4E0, ambient),
          light(0x2489B8, ambient),
          light(0x0E4F86, ambient),
          sky[3],
          light(0x186A9C, ambient),
          light(0x0D4674, ambient),
          light(0xC2B47E, light(ambient, 0x9CD0E8)),
          light(0x6E7F70, light(ambient, 0x8CC0E0)),
          light(ambient, 0xC4E8FF),
          light(0x1D78AA, ambient));
    }
    int[] land =
        switch (spec.setting()) {
          case "sea", "beach" -> new int[] {0x6C8FA8, 0x3E6A86, 0x3F86AE, 0x163F66};
          case "forest" -> new int[] {0x6F9A8C, 0x2F6B4B, 0x6E9A52, 0x2F5A34};
          case "city" -> new int[] {0x8C93A8, 0x4A4F66, 0x6B6E7C, 0x3A3C48};
          case "desert" -> new int[] {0xD9A56B, 0xC07F45, 0xE8BC7A, 0xB97B3C};
          case "mountains", "lake" -> new int[] {0x7F93B0, 0x4C6280, 0x7E9A66, 0x44603F};
          case "interior" -> new int[] {0xC9B79C, 0xA98F6F, 0x9A6B43, 0x6B4528};
          case "road" -> new int[] {0x86A08C, 0x557A52, 0x7FA05A, 0x4D6E3C};
          case "snow" -> new int[] {0xAEC3DC, 0x7E9CC0, 0xF2F7FC, 0xC6D6E8};
          default -> new int[] {0x88B08E, 0x5C9459, 0x93BF5C, 0x4F8238};
        };
    if (spec.hasSnowLying() && !spec.setting().equals("sea") && !spec.setting().equals("beach")) {
      land[2] = 0xEEF4FA;
      land[3] = 0xC2D2E4;
    }
    int haze = mix(low, middle, 0.3);
    double mist = spec.weather().equals("fog") ? 0.35 : 0;
    return new Palette(
        top,
        middle,
        low,
        sky[3],
        mix(light(land[0], ambient), haze, 0.62 + mist),
        mix(light(land[1], ambient), haze, 0.25 + mist),
        mix(light(land[2], ambient), haze, 0.18 + mist * 0.7),
        shade(light(land[3], ambient), night ? 0.8 : 1),
        ambient,
        haze);
  }
}
