package dev.reelwright.project;

import dev.reelwright.store.Newer;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a production is made. Part of a project, stored as JSON.
///
/// @param format size and rate of the finished picture
/// @param length wished length of the whole film, or null: as long as the story needs
/// @param shotLength wished length of each shot, or null: the storyboarder decides
/// @param shots wished number of shots, or null: the storyboarder decides
/// @param seed root of all randomness of the project, 0..2^32-1
/// @param voice whether narration is spoken
/// @param captions whether captions are burnt in
/// @param music whether a music bed is laid under
/// @param clipSound whether clips are asked for with a sound track of their own
/// @param models provider and model per role; a role that is absent uses the server's default
/// @param storyboarder provider and model that plans, or null: the server's default
/// @param quality free word of a surface (`fast`, `balanced`, `high`), or null
/// @param leavesOutLostShots whether a shot whose clip cannot be made is left out of the film,
///   instead of keeping the film from being made
/// @param clipsAtOnce how many clips of the film may be on their way at a time, or null: as many as
///   the providers take
/// @param crossfade how long each shot fades into the next, or null: shots are cut hard. The film
///   is shorter by that much for each
/// @param clipsAsFilmed whether clips of one make are joined bit for bit where nothing is drawn on
///   them
/// @param finishing how the takes become one video, or null: as usual
/// @param narrated how a narrated film is made, or null where the recipe is another one
public record ProjectSettings(
    Format format,
    @Nullable Duration length,
    @Nullable Duration shotLength,
    @Nullable Integer shots,
    long seed,
    boolean voice,
    boolean captions,
    boolean music,
    boolean clipSound,
    Map<SlotRole, ModelChoice> models,
    @Nullable ModelChoice storyboarder,
    @Nullable String quality,
    @Newer boolean leavesOutLostShots,
    @Newer @Nullable Integer clipsAtOnce,
    @Newer @Nullable Duration crossfade,
    @Newer boolean clipsAsFilmed,
    @Newer @Nullable Finishing finishing,
    @Newer @Nullable Narrated narrated) {
  public static final long MAX_SEED = 0xFFFF_FFFFL;

  public ProjectSettings {
    if (seed < 0 || seed > MAX_SEED) {
      throw new IllegalArgumentException("seed must lie within 0.." + MAX_SEED + ": " + seed);
    }
    if (length != null && (length.isNegative() || length.isZero())) {
      throw new IllegalArgumentException("length must be positive: " + length);
    }
    if (shotLength != null && (shotLength.isNegative() || shotLength.isZero())) {
      throw new IllegalArgumentException("shot length must be positive: " + shotLength);
    }
    if (shots != null && shots < 1) {
      throw new IllegalArgumentException("number of shots must be positive: " + shots);
    }
    if (clipsAtOnce != null && clipsAtOnce < 1) {
      throw new IllegalArgumentException("clips at once must be positive: " + clipsAtOnce);
    }
    if (crossfade != null && (crossfade.isNegative() || crossfade.isZero())) {
      throw new IllegalArgumentException("cross-fade must be positive: " + crossfade);
    }
    models = Map.copyOf(models);
  }

  /// Settings of a film that is finished as usual.
  public ProjectSettings(
      Format format,
      @Nullable Duration length,
      @Nullable Duration shotLength,
      @Nullable Integer shots,
      long seed,
      boolean voice,
      boolean captions,
      boolean music,
      boolean clipSound,
      Map<SlotRole, ModelChoice> models,
      @Nullable ModelChoice storyboarder,
      @Nullable String quality,
      boolean leavesOutLostShots,
      @Nullable Integer clipsAtOnce,
      @Nullable Duration crossfade,
      boolean clipsAsFilmed) {
    this(
        format,
        length,
        shotLength,
        shots,
        seed,
        voice,
        captions,
        music,
        clipSound,
        models,
        storyboarder,
        quality,
        leavesOutLostShots,
        clipsAtOnce,
        crossfade,
        clipsAsFilmed,
        null,
        null);
  }

  /// How the takes become one video.
  public Finishing finish() {
    return finishing == null ? Finishing.USUAL : finishing;
  }

  /// Settings of a film that needs every shot.
  public ProjectSettings(
      Format format,
      @Nullable Duration length,
      @Nullable Duration shotLength,
      @Nullable Integer shots,
      long seed,
      boolean voice,
      boolean captions,
      boolean music,
      boolean clipSound,
      Map<SlotRole, ModelChoice> models,
      @Nullable ModelChoice storyboarder,
      @Nullable String quality) {
    this(
        format,
        length,
        shotLength,
        shots,
        seed,
        voice,
        captions,
        music,
        clipSound,
        models,
        storyboarder,
        quality,
        false,
        null,
        null,
        false,
        null,
        null);
  }

  /// Settings of a film that is not narrated as a whole.
  public ProjectSettings(
      Format format,
      @Nullable Duration length,
      @Nullable Duration shotLength,
      @Nullable Integer shots,
      long seed,
      boolean voice,
      boolean captions,
      boolean music,
      boolean clipSound,
      Map<SlotRole, ModelChoice> models,
      @Nullable ModelChoice storyboarder,
      @Nullable String quality,
      boolean leavesOutLostShots,
      @Nullable Integer clipsAtOnce,
      @Nullable Duration crossfade,
      boolean clipsAsFilmed,
      @Nullable Finishing finishing) {
    this(
        format,
        length,
        shotLength,
        shots,
        seed,
        voice,
        captions,
        music,
        clipSound,
        models,
        storyboarder,
        quality,
        leavesOutLostShots,
        clipsAtOnce,
        crossfade,
        clipsAsFilmed,
        finishing,
        null);
  }

  /// The same with another wished number of shots, or null: the storyboarder decides.
  public ProjectSettings withShots(@Nullable Integer wished) {
    return changed(wished, seed, crossfade);
  }

  /// The same from another root of randomness.
  public ProjectSettings withSeed(long other) {
    return changed(shots, other, crossfade);
  }

  /// The same with shots that fade into each other, or null: that are cut hard.
  public ProjectSettings withCrossfade(@Nullable Duration other) {
    return changed(shots, seed, other);
  }

  private ProjectSettings changed(
      @Nullable Integer newShots, long newSeed, @Nullable Duration newCrossfade) {
    return new ProjectSettings(
        format,
        length,
        shotLength,
        newShots,
        newSeed,
        voice,
        captions,
        music,
        clipSound,
        models,
        storyboarder,
        quality,
        leavesOutLostShots,
        clipsAtOnce,
        newCrossfade,
        clipsAsFilmed,
        finishing);
  }

  /// Settings with silent clips and the server's default storyboarder.
  public ProjectSettings(
      Format format,
      @Nullable Duration length,
      @Nullable Duration shotLength,
      @Nullable Integer shots,
      long seed,
      boolean voice,
      boolean captions,
      boolean music,
      Map<SlotRole, ModelChoice> models,
      @Nullable String quality) {
    this(
        format,
        length,
        shotLength,
        shots,
        seed,
        voice,
        captions,
        music,
        false,
        models,
        null,
        quality);
  }
}
