package dev.reelwright.provider.builtin;

import dev.reelwright.project.Format;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Shares the length of a film out among its shots. Cuts fall on frames; the lengths, in whole
/// milliseconds, add up to the film's length exactly.
final class ShotLengths {
  private ShotLengths() {}

  /// @param weights how much of the time each shot wants, positive
  static List<Duration> share(Duration film, List<Double> weights, Format format) {
    long totalMillis = film.toMillis();
    long frames = Math.max(weights.size(), framesIn(totalMillis, format));
    double allWeight = weights.stream().mapToDouble(Double::doubleValue).sum();
    var lengths = new ArrayList<Duration>();
    double passed = 0;
    long previousFrame = 0;
    long previousMillis = 0;
    for (int shot = 0; shot < weights.size(); shot++) {
      passed += weights.get(shot) / allWeight;
      long left = weights.size() - 1L - shot;
      long frame = Math.clamp(Math.round(frames * passed), previousFrame + 1, frames - left);
      long millis = left == 0 ? totalMillis : Math.min(millisAt(frame, format), totalMillis - left);
      millis = Math.max(millis, previousMillis + 1);
      lengths.add(Duration.ofMillis(millis - previousMillis));
      previousFrame = frame;
      previousMillis = millis;
    }
    return lengths;
  }

  /// The nearest length that is a whole number of frames.
  static Duration onFrames(Duration wished, Format format) {
    return Duration.ofMillis(
        Math.max(1, millisAt(Math.max(1, framesIn(wished.toMillis(), format)), format)));
  }

  private static long framesIn(long millis, Format format) {
    return divideRounding(
        BigInteger.valueOf(millis).multiply(BigInteger.valueOf(format.fpsNumerator())),
        1000L * format.fpsDenominator());
  }

  private static long millisAt(long frame, Format format) {
    return divideRounding(
        BigInteger.valueOf(frame).multiply(BigInteger.valueOf(1000L * format.fpsDenominator())),
        format.fpsNumerator());
  }

  private static long divideRounding(BigInteger value, long by) {
    BigInteger twice = BigInteger.valueOf(2 * by);
    return value.shiftLeft(1).add(BigInteger.valueOf(by)).divide(twice).longValueExact();
  }
}
