package dev.reelwright.media.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimecodeTest {
  private static final Timecode DROP = Timecode.dropping(FrameRate.FPS_29_97);

  @Test
  void leavesOutTwoNumbersEachMinuteButTheTenth() {
    assertThat(DROP.of(1799)).isEqualTo("00:00:59;29");
    assertThat(DROP.of(1800)).isEqualTo("00:01:00;02");
    assertThat(DROP.of(17_981)).isEqualTo("00:09:59;29");
    assertThat(DROP.of(17_982)).isEqualTo("00:10:00;00");
    assertThat(DROP.of(107_892)).isEqualTo("01:00:00;00");
    assertThat(Timecode.dropping(FrameRate.FPS_59_94).of(3600)).isEqualTo("00:01:00;04");
  }

  @Test
  void countsEveryNumberWhereNothingIsDropped() {
    assertThat(Timecode.counting(FrameRate.FPS_23_976).of(1440)).isEqualTo("00:01:00:00");
    assertThat(Timecode.counting(FrameRate.FPS_25).of(26)).isEqualTo("00:00:01:01");
  }

  @Test
  void knowsNoDropFrameCountForOtherRates() {
    assertThatThrownBy(() -> Timecode.dropping(FrameRate.FPS_30))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void keepsUpWithTheClockAndGivesEachFrameItsOwnNumber(
      @ForAll @LongRange(max = 2_589_407) long frame) {
    // Two frames within a minute, and the hundredth of a second an hour that the count itself
    // leaves.
    assertThat(seconds(DROP.of(frame)))
        .isCloseTo(FrameRate.FPS_29_97.millisAtFrame(frame) / 1000.0, within(0.2));
    if (frame > 0) {
      assertThat(DROP.of(frame)).isGreaterThan(DROP.of(frame - 1));
    }
  }

  private static double seconds(String timecode) {
    var parts = timecode.split("[:;]", -1);
    return Integer.parseInt(parts[0]) * 3600
        + Integer.parseInt(parts[1]) * 60
        + Integer.parseInt(parts[2])
        + Integer.parseInt(parts[3]) / 29.97;
  }
}
