package dev.reelwright.media.finish;

import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A film to be made: shots one after the other, narration at the start of its shot, music under
/// all.
///
/// @param music sound file, repeated when too short, or null
/// @param silentTrack whether a film without any sound gets a silent sound track
/// @param clipSound whether the clips' own sound is heard, as long as their shot lasts; clips
///   without sound stay silent
/// @param crossfadeFrames that each shot shares with the next one, fading into it; less than half
///   of every shot; 0 for hard cuts
public record CutPlan(
    Format format,
    List<Shot> shots,
    @Nullable Path music,
    boolean silentTrack,
    boolean clipSound,
    long crossfadeFrames,
    boolean asFilmed) {
  /// A film in which clips are only seen.
  public CutPlan(Format format, List<Shot> shots, @Nullable Path music, boolean silentTrack) {
    this(format, shots, music, silentTrack, false, 0, false);
  }

  /// A film with hard cuts.
  public CutPlan(
      Format format,
      List<Shot> shots,
      @Nullable Path music,
      boolean silentTrack,
      boolean clipSound) {
    this(format, shots, music, silentTrack, clipSound, 0, false);
  }

  public CutPlan {
    shots = List.copyOf(shots);
    if (shots.isEmpty()) {
      throw new IllegalArgumentException("a cut needs a shot");
    }
    if (crossfadeFrames < 0 || crossfadeFrames > longestCrossfade(shots)) {
      throw new IllegalArgumentException(
          "a cross-fade of %d frames does not fit into half of every shot"
              .formatted(crossfadeFrames));
    }
  }

  /// Frames that shots of these lengths can share with each neighbour, so that something of each is
  /// seen alone.
  public static long longestCrossfade(List<Shot> shots) {
    return shots.size() < 2
        ? 0
        : shots.stream().mapToLong(shot -> (shot.frames() - 1) / 2).min().orElse(0);
  }

  /// Length of the film in frames.
  public long frames() {
    return startOf(shots.size() - 1) + shots.getLast().frames();
  }

  /// The frame of the film that shows the first one of a shot.
  ///
  /// @param shot place in the film, from 0
  public long startOf(int shot) {
    return shots.subList(0, shot).stream().mapToLong(Shot::frames).sum() - shot * crossfadeFrames;
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

  /// @param clip video or image of any size and rate; fitted into the frame, cut when longer, its
  ///   last frame held when shorter
  /// @param frames that the shot takes
  /// @param narration sound file, or null; may run on into the next shot
  /// @param overlays drawn in order, later ones above earlier ones
  public record Shot(Path clip, long frames, @Nullable Path narration, List<Overlay> overlays) {
    public Shot {
      overlays = List.copyOf(overlays);
      if (frames < 1) {
        throw new IllegalArgumentException("a shot needs a frame: " + frames);
      }
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
