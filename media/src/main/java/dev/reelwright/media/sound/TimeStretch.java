package dev.reelwright.media.sound;

import java.util.Arrays;

/// Changes the tempo and keeps the pitch: waveform-similarity overlap-add. Windows of 25 ms are
/// laid down at a fixed hop and taken, within 8 ms of where the new tempo wants them, from where
/// they continue the previous one best.
final class TimeStretch {
  private TimeStretch() {}

  static float[] stretch(float[] in, int rateHz, double factor) {
    int hop = rateHz * 25 / 2000;
    int window = 2 * hop;
    int reach = rateHz * 8 / 1000;
    int length = (int) Math.round(in.length / factor);
    if (in.length < window + reach || length < window) {
      // Too short to search in; a fraction of a syllable is cut instead.
      return Arrays.copyOf(in, length);
    }
    float[] fade = new float[window];
    for (int i = 0; i < window; i++) {
      fade[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / window));
    }
    float[] out = new float[length];
    int source = 0;
    add(in, 0, out, 0, fade, true);
    for (int at = hop; at < length; at += hop) {
      int natural = source + hop;
      int wanted = (int) Math.round(at * factor);
      source = mostAlike(in, natural, wanted, reach, hop);
      add(in, source, out, at, fade, false);
    }
    return out;
  }

  private static int mostAlike(float[] in, int natural, int wanted, int reach, int span) {
    int best = wanted;
    double bestScore = Double.NEGATIVE_INFINITY;
    int step = Math.max(1, reach / 64);
    for (int offset = -reach; offset <= reach; offset += step) {
      double score = likeness(in, natural, wanted + offset, span);
      if (score > bestScore) {
        bestScore = score;
        best = wanted + offset;
      }
    }
    int coarse = best;
    for (int candidate = coarse - step + 1; candidate < coarse + step; candidate++) {
      double score = likeness(in, natural, candidate, span);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return Math.max(0, best);
  }

  /// Normalised cross-correlation, on every third sample: speech has little above 8 kHz.
  private static double likeness(float[] in, int a, int b, int span) {
    if (b < 0 || Math.max(a, b) + span > in.length) {
      return -2;
    }
    double product = 0;
    double energy = 1e-9;
    for (int i = 0; i < span; i += 3) {
      product += in[a + i] * in[b + i];
      energy += in[b + i] * in[b + i];
    }
    return product / Math.sqrt(energy);
  }

  private static void add(
      float[] in, int from, float[] out, int at, float[] fade, boolean withoutFadeIn) {
    int half = fade.length / 2;
    for (int i = 0; i < fade.length && at + i < out.length && from + i < in.length; i++) {
      float gain = withoutFadeIn && i < half ? 1 : fade[i];
      out[at + i] += in[from + i] * gain;
    }
  }
}
