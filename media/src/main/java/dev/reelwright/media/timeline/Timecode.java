package dev.reelwright.media.timeline;

import java.util.Locale;

/// Frames counted as `HH:MM:SS:FF`, after SMPTE ST 12-1. Rates such as 30000/1001 count thirty
/// frames to a second; the drop-frame count leaves out numbers, never frames, so that it keeps up
/// with the clock on the wall.
///
/// @param nominal frames of a counted second
/// @param isDropping whether numbers are left out: the first of every minute but each tenth
public record Timecode(int nominal, boolean isDropping) {
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  public Timecode {
    if (nominal < 1 || nominal > 240 || (isDropping && nominal % 30 != 0)) {
      throw new IllegalArgumentException("no such timecode: " + nominal + " frames a second");
    }
  }

  /// Counts every number.
  public static Timecode counting(FrameRate rate) {
    return new Timecode(nominal(rate), false);
  }

  /// Keeps up with the clock.
  ///
  /// @throws IllegalArgumentException for a rate that needs no dropping or has no rule for it
  public static Timecode dropping(FrameRate rate) {
    if (!canDrop(rate)) {
      throw new IllegalArgumentException("there is no drop-frame count for " + rate);
    }
    return new Timecode(nominal(rate), true);
  }

  /// Only 30000/1001 and 60000/1001 have a drop-frame count.
  public static boolean canDrop(FrameRate rate) {
    return rate.equals(FrameRate.FPS_29_97) || rate.equals(FrameRate.FPS_59_94);
  }

  /// Begins again after a day.
  ///
  /// @param frame not negative
  public String of(long frame) {
    long number = (isDropping ? numbered(frame) : frame) % perDay();
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%02d",
        number / nominal / 3600,
        number / nominal / 60 % 60,
        number / nominal % 60,
        isDropping ? ';' : ':',
        number % nominal);
  }

  private long perDay() {
    return 60L * MINUTES_OF_A_DAY * nominal;
  }

  /// The number that a frame bears, dropped ones included.
  private long numbered(long frame) {
    long dropped = nominal / 30 * 2L;
    long minute = 60L * nominal - dropped;
    long tenMinutes = 10 * minute + dropped;
    long tens = frame / tenMinutes;
    long rest = frame % tenMinutes;
    long minutes = rest < minute + dropped ? 0 : 1 + (rest - minute - dropped) / minute;
    return frame + tens * 9 * dropped + minutes * dropped;
  }

  private static int nominal(FrameRate rate) {
    var exact = rate.perSecond();
    return Math.toIntExact(Math.ceilDiv(exact.num(), exact.den()));
  }
}
