package dev.reelwright.media.timeline;

/// Frames per second as an exact fraction. Seconds and milliseconds exist only at the edges; this
/// is where they are turned into whole frames and back.
public record FrameRate(Rational perSecond) {
  private static final Rational MAX = Rational.of(240);
  private static final Rational MILLIS = Rational.of(1000);

  public static final FrameRate FPS_23_976 = of(24000, 1001);
  public static final FrameRate FPS_24 = of(24, 1);
  public static final FrameRate FPS_25 = of(25, 1);
  public static final FrameRate FPS_29_97 = of(30000, 1001);
  public static final FrameRate FPS_30 = of(30, 1);
  public static final FrameRate FPS_50 = of(50, 1);
  public static final FrameRate FPS_59_94 = of(60000, 1001);
  public static final FrameRate FPS_60 = of(60, 1);

  public FrameRate {
    if (perSecond.num() <= 0 || perSecond.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("frame rate must lie within 0..240: " + perSecond);
    }
  }

  public static FrameRate of(long numerator, long denominator) {
    return new FrameRate(new Rational(numerator, denominator));
  }

  /// The frame boundary nearest to a time; halves go up. Round positions, not lengths: lengths of
  /// neighbours are then differences of positions and leave no gap.
  public long frameAtMillis(long millis) {
    return perSecond.times(new Rational(millis, 1000)).rounded();
  }

  /// The time of a frame boundary, to the nearest millisecond.
  public long millisAtFrame(long frame) {
    return secondsAtFrame(frame).times(MILLIS).rounded();
  }

  /// The exact time of a frame boundary.
  public Rational secondsAtFrame(long frame) {
    return Rational.of(frame).times(perSecond.inverse());
  }

  /// The sound sample nearest to a frame boundary.
  public long sampleAtFrame(long frame, int sampleRateHz) {
    return secondsAtFrame(frame).times(Rational.of(sampleRateHz)).rounded();
  }

  /// As ffmpeg takes it, `24/1`.
  @Override
  public String toString() {
    return perSecond.toString();
  }
}
