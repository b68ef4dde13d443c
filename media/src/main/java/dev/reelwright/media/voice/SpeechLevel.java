package dev.reelwright.media.voice;

import dev.reelwright.media.sound.Sound;

/// Cuts the silence around speech and brings it to a common level.
final class SpeechLevel {
  private static final double TARGET_RMS = Math.pow(10, -20 / 20.0);
  private static final double TARGET_PEAK = Math.pow(10, -3 / 20.0);

  /// Quieter than this part of the peak is silence.
  private static final double SILENCE = 0.012;

  private static final int MARGIN_MILLIS = 15;

  /// @param skippedMillis what was cut off the start
  record Trim(Sound sound, long skippedMillis) {}

  private SpeechLevel() {}

  static Trim trim(Sound sound) {
    double threshold = sound.peak() * SILENCE;
    if (threshold < 1e-5) {
      return new Trim(Sound.silence(0, sound.rateHz()), 0);
    }
    int first = 0;
    while (Math.abs(sound.at(first)) < threshold) {
      first++;
    }
    int last = sound.length() - 1;
    while (Math.abs(sound.at(last)) < threshold) {
      last--;
    }
    int margin = sound.rateHz() * MARGIN_MILLIS / 1000;
    int from = Math.max(0, first - margin);
    int to = Math.min(sound.length(), last + 1 + 2 * margin);
    return new Trim(faded(sound.part(from, to), margin), from * 1000L / sound.rateHz());
  }

  /// Loud enough to be understood, never above -3 dBFS.
  static Sound levelled(Sound sound) {
    double rms = sound.rms();
    double peak = sound.peak();
    return peak == 0 ? sound : sound.scaledBy(Math.min(TARGET_RMS / rms, TARGET_PEAK / peak));
  }

  private static Sound faded(Sound sound, int frames) {
    float[] samples = sound.samples();
    for (int i = 0; i < Math.min(frames, samples.length / 2); i++) {
      float gain = (float) i / frames;
      samples[i] *= gain;
      samples[samples.length - 1 - i] *= gain;
    }
    return Sound.of(samples, sound.rateHz());
  }
}
