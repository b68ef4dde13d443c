package dev.reelwright.media.timeline;

import java.util.Locale;
import java.util.Optional;

/// How one picture becomes the next: the kinds of ffmpeg's `xfade` filter (documentation of ffmpeg
/// 8.0) that every version from 5.1 knows.
public enum Transition {
  FADE,
  FADEBLACK,
  FADEWHITE,
  FADEGRAYS,
  DISSOLVE,
  DISTANCE,
  PIXELIZE,
  RADIAL,
  HBLUR,
  WIPELEFT,
  WIPERIGHT,
  WIPEUP,
  WIPEDOWN,
  WIPETL,
  WIPETR,
  WIPEBL,
  WIPEBR,
  SLIDELEFT,
  SLIDERIGHT,
  SLIDEUP,
  SLIDEDOWN,
  SMOOTHLEFT,
  SMOOTHRIGHT,
  SMOOTHUP,
  SMOOTHDOWN,
  CIRCLECROP,
  RECTCROP,
  CIRCLEOPEN,
  CIRCLECLOSE,
  VERTOPEN,
  VERTCLOSE,
  HORZOPEN,
  HORZCLOSE,
  DIAGTL,
  DIAGTR,
  DIAGBL,
  DIAGBR,
  HLSLICE,
  HRSLICE,
  VUSLICE,
  VDSLICE,
  SQUEEZEH,
  SQUEEZEV,
  ZOOMIN;

  /// As the filter calls it, `circleopen`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Transition> of(String word) {
    for (var kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
