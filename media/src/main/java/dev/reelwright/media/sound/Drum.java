package dev.reelwright.media.sound;

/// One soft stroke: a low drum whose tone sinks, or a hiss of sand. Mutable, played once.
final class Drum implements Voice {
  private static final double SWEEP_SECONDS = 0.045;
  private static final double HIGHEST_HERTZ = 120;
  private static final double LOWEST_HERTZ = 46;
  private static final int SOFT_START = 96;

  private final boolean isLow;
  private final float gainLeft;
  private final float gainRight;
  private final float decayPerFrame;
  private final float brightness;
  private final float openness;
  private float level = 1;
  private double phase;
  private double hertz = HIGHEST_HERTZ;
  private long noise;
  private float before;
  private float heard;
  private int age;

  private Drum(
      boolean isLow,
      double gain,
      double pan,
      double seconds,
      double brightness,
      double openness,
      long noise) {
    this.isLow = isLow;
    this.noise = noise | 1;
    this.brightness = (float) brightness;
    this.openness = (float) openness;
    gainLeft = (float) (gain * StrictMath.sqrt((1 - pan) / 2));
    gainRight = (float) (gain * StrictMath.sqrt((1 + pan) / 2));
    decayPerFrame = (float) StrictMath.exp(-1 / (seconds * Sound.FILM_RATE_HZ));
  }

  static Drum low(double gain) {
    return new Drum(true, gain, 0, 0.16, 0, 1, 1);
  }

  /// @param pan -1 left .. 1 right
  static Drum shaker(double gain, double pan, long seed) {
    return new Drum(false, gain, pan, 0.035, 0.92, 0.7, seed);
  }

  static Drum brush(double gain, long seed) {
    return new Drum(false, 1.5 * gain, 0.1, 0.09, 0.6, 0.4, seed);
  }

  @Override
  public boolean addTo(float[] left, float[] right, int from, int to) {
    double sink = StrictMath.exp(-1 / (SWEEP_SECONDS * Sound.FILM_RATE_HZ));
    for (int i = from; i < to; i++) {
      float rise = Math.min(1, age++ / (float) SOFT_START);
      float sample = (isLow ? tone(sink) : hiss()) * level * rise;
      left[i] += sample * gainLeft;
      right[i] += sample * gainRight;
      level *= decayPerFrame;
    }
    return level > 1e-4f;
  }

  private float tone(double sink) {
    phase += 2 * Math.PI * hertz / Sound.FILM_RATE_HZ;
    hertz = LOWEST_HERTZ + (hertz - LOWEST_HERTZ) * sink;
    return (float) StrictMath.sin(phase);
  }

  /// Noise without its low part, and with less of its highest: that would be a spray can.
  private float hiss() {
    noise ^= noise << 13;
    noise ^= noise >>> 7;
    noise ^= noise << 17;
    float white = (noise >> 40) / (float) (1 << 23);
    float high = white - before;
    before += (1 - brightness) * high + brightness * high * 0.35f;
    heard += openness * (high - heard);
    return heard * 0.5f;
  }
}
