package dev.reelwright.media.sound;

/// Changes the sample rate with a Blackman-windowed sinc, evaluated from a table of phases.
final class Resampler {
  private static final int HALF_WIDTH = 16;
  private static final int MAX_PHASES = 4096;

  private Resampler() {}

  static float[] resample(float[] in, int fromHz, int toHz) {
    int divisor = gcd(fromHz, toHz);
    long up = toHz / divisor;
    long down = fromHz / divisor;
    int length = Math.toIntExact((in.length * up + down - 1) / down);
    // Going down, the filter is stretched so that it cuts at the lower of both Nyquist frequencies.
    double cutoff = Math.min(1, (double) toHz / fromHz);
    int half = (int) Math.ceil(HALF_WIDTH / cutoff);
    int phases = (int) Math.min(up, MAX_PHASES);
    float[][] table = new float[phases][];
    for (int phase = 0; phase < phases; phase++) {
      table[phase] = kernel((double) phase / phases, cutoff, half);
    }
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      long position = i * down;
      int base = (int) (position / up);
      float[] kernel = table[(int) (position % up * phases / up)];
      out[i] = weighed(in, base - half + 1, kernel);
    }
    return out;
  }

  /// @param first place of what the kernel begins at; nothing sounds before and behind
  private static float weighed(float[] in, int first, float[] kernel) {
    double sum = 0;
    for (int k = Math.max(0, -first); k < kernel.length && first + k < in.length; k++) {
      sum += in[first + k] * kernel[k];
    }
    return (float) sum;
  }

  private static float[] kernel(double fraction, double cutoff, int half) {
    float[] kernel = new float[2 * half];
    double sum = 0;
    for (int k = 0; k < kernel.length; k++) {
      double distance = k - (half - 1) - fraction;
      double x = distance * cutoff * Math.PI;
      double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
      double w = distance / half;
      double window =
          Math.abs(w) >= 1
              ? 0
              : 0.42 + 0.5 * Math.cos(Math.PI * w) + 0.08 * Math.cos(2 * Math.PI * w);
      kernel[k] = (float) (sinc * window);
      sum += kernel[k];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= (float) sum;
    }
    return kernel;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
