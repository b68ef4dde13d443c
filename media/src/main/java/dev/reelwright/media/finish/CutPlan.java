package dev.reelwright.media.finish;

import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Transition;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A film to be made: shots one after the other, narration at the start of its shot, music under
/// all.
///
/// @param music sound file, repeated when too short, or null
/// @param sound what is heard, and how loud
/// @param asFilmed whether clips of one make are joined bit for bit where nothing is drawn on them
/// @param look how clips are fitted and encoded
/// @param subtitles a track of the film that players can show, or null
public record CutPlan(
    Format format,
    List<Shot> shots,
    @Nullable Path music,
    Sound sound,
    boolean asFilmed,
    Look look,
    @Nullable Subtitles subtitles) {
  /// A film in which clips are only seen.
  public CutPlan(Format format, List<Shot> shots, @Nullable Path music, boolean silentTrack) {
    this(format, shots, music, silentTrack, false);
  }

  public CutPlan(
      Format format,
      List<Shot> shots,
      @Nullable Path music,
      boolean silentTrack,
      boolean clipSound) {
    this(
        format,
        shots,
        music,
        new Sound(silentTrack, clipSound, Levels.USUAL, Loudness.USUAL),
        false,
        Look.USUAL);
  }

  /// A film without a track of subtitles.
  public CutPlan(
      Format format,
      List<Shot> shots,
      @Nullable Path music,
      Sound sound,
      boolean asFilmed,
      Look look) {
    this(format, shots, music, sound, asFilmed, look, null);
  }

  public CutPlan {
    shots = List.copyOf(shots);
    if (shots.isEmpty()) {
      throw new IllegalArgumentException("a cut needs a shot");
    }
    for (int i = 0; i < shots.size(); i++) {
      long before = i == 0 ? 0 : shots.get(i - 1).fade().frames();
      if (before + shots.get(i).fade().frames() >= shots.get(i).frames()) {
        throw new IllegalArgumentException(
            "nothing of shot %d is seen between its fades".formatted(i + 1));
      }
    }
    if (shots.getLast().fade().frames() > 0) {
      throw new IllegalArgumentException("the last shot has nothing to fade into");
    }
  }

  /// How a shot becomes the next one.
  ///
  /// @param frames that both are seen; 0 for a hard cut
  public record FadeOut(Transition kind, long frames) {
    public static final FadeOut NONE = new FadeOut(Transition.FADE, 0);

    public FadeOut {
      if (frames < 0) {
        throw new IllegalArgumentException("a fade of " + frames + " frames");
      }
    }
  }

  /// @param silentTrack whether a film without any sound gets a silent sound track
  /// @param clips whether the clips' own sound is heard, as long as their shot lasts; clips without
  ///   sound stay silent
  /// @param levels of the sounds among each other
  /// @param loudness of the whole
  public record Sound(boolean silentTrack, boolean clips, Levels levels, Loudness loudness) {}

  /// In decibels, 0 as usual; negative infinity for silence.
  public record Levels(double narration, double music) {
    public static final Levels USUAL = new Levels(0, 0);
  }

  /// What the whole film is brought to, after ITU-R BS.1770 / EBU R 128.
  ///
  /// @param lufs integrated loudness, such as -16 for the web
  /// @param truePeakDb no peak is higher
  public record Loudness(double lufs, double truePeakDb) {
    public static final Loudness USUAL = new Loudness(-16, -1.5);
  }

  /// @param fit what is done with clips of another shape than the film
  public record Look(Fit fit, EncodingProfile profile) {
    public static final Look USUAL = new Look(Fit.PAD, EncodingProfile.STANDARD);
  }

  /// @param file of cues in SubRip form
  /// @param language BCP 47 tag of what is written there
  public record Subtitles(Path file, String language) {}

  /// The film with a track of subtitles.
  public CutPlan with(Subtitles track) {
    return new CutPlan(format, shots, music, sound, asFilmed, look, track);
  }

  /// What is done with a clip of another shape than the film.
  public enum Fit {
    /// The whole clip is seen between black bars.
    PAD,
    /// The clip fills the frame; what does not fit is cut off evenly on both sides.
    FILL,
    /// The whole clip is seen between dimmed, blurred parts of itself.
    BLUR
  }

  /// Length of the film in frames.
  public long frames() {
    return startOf(shots.size() - 1) + shots.getLast().frames();
  }

  /// The frame of the film that shows the first one of a shot.
  ///
  /// @param shot place in the film, from 0
  public long startOf(int shot) {
    return shots.subList(0, shot).stream()
        .mapToLong(before -> before.frames() - before.fade().frames())
        .sum();
  }

  /// Frames that a shot shares with the one before it.
  ///
  /// @param shot place in the film, from 0
  public long sharedBefore(int shot) {
    return shot == 0 ? 0 : shots.get(shot - 1).fade().frames();
  }

  /// The picture: square pixels, both sides even.
  public record Format(int widthPixels, int heightPixels, FrameRate rate) {
    public Format {
      if (widthPixels < 16 || heightPixels < 16 || (widthPixels | heightPixels) % 2 != 0) {
        throw new IllegalArgumentException(
            "frame size must be even and at least 16: " + widthPixels + "x" + heightPixels);
      }
    }
  }

  /// @param clip video or image of any size and rate; cut when longer, its last frame held when
  ///   shorter; null for a gap, which is black
  /// @param skip frames of the film's rate that are left out at the clip's beginning
  /// @param pace how much slower than filmed the clip is shown, 1 or more
  /// @param frames that the shot takes, fades included
  /// @param narration sound file, or null; may run on into the next shot
  /// @param overlays drawn in order, later ones above earlier ones
  /// @param clipLevelDecibels how loud the clip's own sound is, 0 as recorded
  public record Shot(
      @Nullable Path clip,
      long skip,
      Rational pace,
      long frames,
      @Nullable Path narration,
      List<Overlay> overlays,
      FadeOut fade,
      double clipLevelDecibels) {
    /// A whole clip that ends with a hard cut.
    public Shot(Path clip, long frames, @Nullable Path narration, List<Overlay> overlays) {
      this(clip, 0, Rational.ONE, frames, narration, overlays, FadeOut.NONE, 0);
    }

    /// Nothing is seen, but narration may be heard.
    public static Shot gap(long frames, @Nullable Path narration) {
      return new Shot(null, 0, Rational.ONE, frames, narration, List.of(), FadeOut.NONE, 0);
    }

    public Shot {
      overlays = List.copyOf(overlays);
      if (frames < 1 || skip < 0) {
        throw new IllegalArgumentException("a shot needs a frame: " + frames);
      }
      if (pace.compareTo(Rational.ONE) < 0) {
        throw new IllegalArgumentException("clips are not hurried: " + pace);
      }
    }

    public Shot fading(FadeOut into) {
      return new Shot(clip, skip, pace, frames, narration, overlays, into, clipLevelDecibels);
    }
  }

  /// A picture laid over a part of a shot.
  ///
  /// @param png with transparency, in the film's pixels
  /// @param x left edge in the frame, in pixels
  /// @param y top edge in the frame, in pixels
  /// @param range frames of the shot that show it; may reach beyond its end
  public record Overlay(Path png, int x, int y, FrameRange range) {}
}
