package dev.reelwright.media.sound;

import java.util.Arrays;

/// One channel of sound in memory. Immutable: every operation returns a new sound. Thread-safe.
public final class Sound {
  /// Rate of everything that goes into a film.
  public static final int FILM_RATE_HZ = 48_000;

  private final float[] samples;
  private final int rateHz;

  private Sound(float[] samples, int rateHz) {
    this.samples = samples;
    this.rateHz = rateHz;
  }

  /// @param samples -1..1 at full scale; copied. Values that are no numbers become silence.
  /// @param rateHz samples a second, 1,000..384,000
  public static Sound of(float[] samples, int rateHz) {
    if (rateHz < 1_000 || rateHz > 384_000) {
      throw new IllegalArgumentException("sample rate must lie within 1000..384000: " + rateHz);
    }
    float[] copy = samples.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!Float.isFinite(copy[i])) {
        copy[i] = 0;
      }
    }
    return new Sound(copy, rateHz);
  }

  public static Sound silence(long millis, int rateHz) {
    return new Sound(new float[Math.toIntExact(millis * rateHz / 1000)], rateHz);
  }

  public int rateHz() {
    return rateHz;
  }

  public int length() {
    return samples.length;
  }

  public long lengthMillis() {
    return Math.round(samples.length * 1000.0 / rateHz);
  }

  public float at(int index) {
    return samples[index];
  }

  /// A copy of the samples.
  public float[] samples() {
    return samples.clone();
  }

  /// Largest absolute sample value; 0 for an empty sound.
  public double peak() {
    double peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  /// Root mean square of all samples; 0 for an empty sound.
  public double rms() {
    if (samples.length == 0) {
      return 0;
    }
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }

  public Sound scaledBy(double gain) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (samples[i] * gain);
    }
    return new Sound(scaled, rateHz);
  }

  /// The part from sample `from` (inclusive) to `to` (exclusive).
  public Sound part(int from, int to) {
    return new Sound(Arrays.copyOfRange(samples, from, to), rateHz);
  }

  /// The same sound at another rate, band-limited so that nothing folds back.
  public Sound resampledTo(int targetRateHz) {
    return targetRateHz == rateHz
        ? this
        : new Sound(Resampler.resample(samples, rateHz, targetRateHz), targetRateHz);
  }

  /// The same sound played `factor` times as fast at unchanged pitch.
  ///
  /// @param factor 0.5..4
  public Sound fasterBy(double factor) {
    if (!(factor >= 0.5 && factor <= 4)) {
      throw new IllegalArgumentException("tempo factor must lie within 0.5..4: " + factor);
    }
    return factor == 1 ? this : new Sound(TimeStretch.stretch(samples, rateHz, factor), rateHz);
  }
}
