package dev.reelwright.http.studio;

import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How a production is to be made; what is absent stays as it is.
///
/// @param aspect `16:9`, `9:16` or `1:1`; sets a 720p size
/// @param fps frames a second as a number or a fraction, `24` or `24000/1001`
/// @param crossfadeMillis how long shots fade into each other, 0 for hard cuts
@Schema(name = "SettingsBody")
record SettingsBody(
    @Nullable String aspect,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String fps,
    @Nullable Long lengthMillis,
    @Nullable Long shotLengthMillis,
    @Nullable Integer shots,
    @Nullable Long seed,
    @Nullable Boolean voice,
    @Nullable Boolean captions,
    @Nullable Boolean music,
    @Nullable Boolean clipSound,
    @Nullable Map<String, ModelBody> models,
    @Nullable ModelBody storyboarder,
    @Nullable String quality,
    @Nullable Long crossfadeMillis,
    @Nullable FinishingBody finishing) {
  private static final Pattern FPS = Pattern.compile("(\\d{1,6})(?:/(\\d{1,6}))?");
  private static final long LONGEST_MILLIS = 6 * 60 * 60 * 1000L;
  private static final long LONGEST_FADE_MILLIS = 10_000;
  private static final int MOST_SHOTS = 1000;

  @Schema(name = "ModelBody")
  record ModelBody(String provider, String model) {}

  /// @throws dev.reelwright.http.Problem 422 that names the member
  ProjectSettings over(ProjectSettings was) {
    var wishedModels = new EnumMap<SlotRole, ModelChoice>(SlotRole.class);
    wishedModels.putAll(was.models());
    if (models != null) {
      models.forEach(
          (role, model) ->
              wishedModels.put(
                  StudioCalls.word("body", "settings.models", SlotRole.class, role),
                  choice("settings.models." + role, model)));
    }
    try {
      return new ProjectSettings(
          format(was.format()),
          length("settings.lengthMillis", lengthMillis, was.length()),
          length("settings.shotLengthMillis", shotLengthMillis, was.shotLength()),
          shots(was.shots()),
          seed == null ? was.seed() : seed,
          voice == null ? was.voice() : voice,
          captions == null ? was.captions() : captions,
          music == null ? was.music() : music,
          clipSound == null ? was.clipSound() : clipSound,
          wishedModels,
          storyboarder == null ? was.storyboarder() : choice("settings.storyboarder", storyboarder),
          quality == null ? was.quality() : quality,
          was.leavesOutLostShots(),
          was.clipsAtOnce(),
          crossfade(was.crossfade()),
          was.clipsAsFilmed(),
          finishing == null ? was.finishing() : finishing.over(was.finish()));
    } catch (IllegalArgumentException e) {
      throw StudioCalls.invalid("body", "settings", String.valueOf(e.getMessage()), null);
    }
  }

  private @Nullable Duration crossfade(@Nullable Duration was) {
    if (crossfadeMillis == null) {
      return was;
    }
    if (crossfadeMillis < 0 || crossfadeMillis > LONGEST_FADE_MILLIS) {
      throw StudioCalls.invalid(
          "body",
          "settings.crossfadeMillis",
          "must lie within 0.." + LONGEST_FADE_MILLIS,
          crossfadeMillis);
    }
    return crossfadeMillis == 0 ? null : Duration.ofMillis(crossfadeMillis);
  }

  private @Nullable Integer shots(@Nullable Integer was) {
    if (shots != null && (shots < 1 || shots > MOST_SHOTS)) {
      throw StudioCalls.invalid(
          "body", "settings.shots", "must lie within 1.." + MOST_SHOTS, shots);
    }
    return shots == null ? was : shots;
  }

  private Format format(Format was) {
    var base = aspect == null ? was : Format.ofAspect(aspect);
    var numerator = base.fpsNumerator();
    var denominator = base.fpsDenominator();
    if (fps != null) {
      var found = FPS.matcher(fps);
      if (!found.matches()) {
        throw StudioCalls.invalid("body", "settings.fps", "must be like 24 or 24000/1001", fps);
      }
      numerator = Integer.parseInt(found.group(1));
      denominator = found.group(2) == null ? 1 : Integer.parseInt(found.group(2));
    }
    return new Format(
        width == null ? base.widthPixels() : width,
        height == null ? base.heightPixels() : height,
        numerator,
        denominator);
  }

  private static @Nullable Duration length(
      String field, @Nullable Long millis, @Nullable Duration was) {
    if (millis == null) {
      return was;
    }
    if (millis < 1 || millis > LONGEST_MILLIS) {
      throw StudioCalls.invalid("body", field, "must lie within 1.." + LONGEST_MILLIS, millis);
    }
    return Duration.ofMillis(millis);
  }

  private static ModelChoice choice(String field, @Nullable ModelBody model) {
    if (model == null || Texts.isMissing(model.provider()) || Texts.isMissing(model.model())) {
      throw StudioCalls.invalid("body", field, "needs a provider and a model", null);
    }
    return new ModelChoice(model.provider(), model.model());
  }
}
