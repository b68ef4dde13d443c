package dev.reelwright.media.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FrameRateTest {
  @Provide
  Arbitrary<FrameRate> rates() {
    return Arbitraries.of(
        FrameRate.FPS_23_976,
        FrameRate.FPS_24,
        FrameRate.FPS_25,
        FrameRate.FPS_29_97,
        FrameRate.FPS_30,
        FrameRate.FPS_50,
        FrameRate.FPS_59_94,
        FrameRate.FPS_60);
  }

  @Property
  void aFrameSurvivesTheWayThroughMilliseconds(
      @ForAll("rates") FrameRate rate, @ForAll @LongRange(min = 0, max = 10_000_000) long frame) {
    assertThat(rate.frameAtMillis(rate.millisAtFrame(frame))).isEqualTo(frame);
  }

  @Property
  void aTimeMovesByHalfAFrameAtMost(
      @ForAll("rates") FrameRate rate, @ForAll @LongRange(min = 0, max = 86_400_000) long millis) {
    var exact = rate.perSecond().times(new Rational(millis, 1000));
    var error = exact.minus(Rational.of(rate.frameAtMillis(millis)));

    assertThat(error).isBetween(new Rational(-1, 2), new Rational(1, 2));
  }

  @Property
  void laterTimesNeverGetEarlierFrames(
      @ForAll("rates") FrameRate rate,
      @ForAll @LongRange(min = 0, max = 86_400_000) long millis,
      @ForAll @LongRange(min = 0, max = 10_000) long later) {
    assertThat(rate.frameAtMillis(millis + later))
        .isGreaterThanOrEqualTo(rate.frameAtMillis(millis));
  }

  @Property
  void fractionsAddLikeWholeNumbers(
      @ForAll @IntRange(min = -100_000, max = 100_000) int a,
      @ForAll @IntRange(min = 1, max = 100_000) int b,
      @ForAll @IntRange(min = -100_000, max = 100_000) int c,
      @ForAll @IntRange(min = 1, max = 100_000) int d) {
    var sum = new Rational(a, b).plus(new Rational(c, d));

    assertThat(sum).isEqualTo(new Rational((long) a * d + (long) c * b, (long) b * d));
    assertThat(sum.minus(new Rational(c, d))).isEqualTo(new Rational(a, b));
    assertThat(BigInteger.valueOf(sum.num()).gcd(BigInteger.valueOf(sum.den()))).isOne();
  }

  @Example
  void knowsTheTradesOddRates() {
    assertThat(FrameRate.FPS_23_976.frameAtMillis(1001)).isEqualTo(24);
    assertThat(FrameRate.FPS_29_97.millisAtFrame(107_892)).isEqualTo(3_599_996);
    assertThat(FrameRate.FPS_24.sampleAtFrame(24, 48_000)).isEqualTo(48_000);
    assertThat(FrameRate.FPS_59_94).hasToString("60000/1001");
  }

  @Example
  void halvesGoUp() {
    assertThat(new Rational(1, 2).rounded()).isEqualTo(1);
    assertThat(new Rational(-1, 2).rounded()).isZero();
    assertThat(new Rational(-3, 2).rounded()).isEqualTo(-1);
  }

  @Example
  void refusesImpossibleValues() {
    assertThatThrownBy(() -> FrameRate.of(0, 1)).hasMessageContaining("0..240");
    assertThatThrownBy(() -> FrameRate.of(241, 1)).hasMessageContaining("0..240");
    assertThatThrownBy(() -> new Rational(1, 0)).hasMessageContaining("1/0");
    assertThatThrownBy(() -> new FrameRange(5, 5)).hasMessageContaining("5..5");
    assertThat(new FrameRange(2, 5).movedBy(10)).isEqualTo(new FrameRange(12, 15));
  }
}
