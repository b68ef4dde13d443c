package dev.reelwright.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    var tone = tone(440, 22_050, 1.5);

    WavWriter.write(folder.resolve("tone.wav"), tone);
    var read = WavReader.readMono(folder.resolve("tone.wav"));

    assertThat(read.rateHz()).isEqualTo(22_050);
    assertThat(read.length()).isEqualTo(tone.length());
    assertThat(read.rms()).isCloseTo(tone.rms(), within(1e-4));
    assertThat(Files.size(folder.resolve("tone.wav"))).isEqualTo(44 + 2L * tone.length());
  }

  @Test
  void refusesAFileThatIsNoWav() throws IOException {
    Path file = Files.writeString(folder.resolve("text.wav"), "this is no sound, only words");

    assertThatThrownBy(() -> WavReader.readMono(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a WAV file")
        .hasMessageContaining("text.wav");
  }

  @Test
  void resamplingKeepsPitchLengthAndLevel() {
    var tone = tone(1_000, 16_000, 1).resampledTo(48_000);

    assertThat(tone.lengthMillis()).isEqualTo(1_000);
    assertThat(frequency(tone)).isCloseTo(1_000, within(3.0));
    assertThat(tone.rms()).isCloseTo(0.5 / Math.sqrt(2), within(0.005));
  }

  @Test
  void resamplingDownRemovesWhatWouldFoldBack() {
    assertThat(tone(7_000, 48_000, 1).resampledTo(8_000).rms()).isLessThan(0.01);
  }

  @Test
  void speakingFasterKeepsThePitch() {
    var faster = tone(220, 48_000, 2).fasterBy(1.6);

    assertThat(faster.lengthMillis()).isCloseTo(1_250, within(2L));
    assertThat(frequency(faster)).isCloseTo(220, within(4.0));
    assertThat(faster.rms()).isCloseTo(0.5 / Math.sqrt(2), within(0.05));
  }

  @Test
  void shortAndEmptySoundsSurviveEveryChange() {
    for (int length : new int[] {0, 1, 7, 100, 2_000}) {
      var sound = Sound.of(new float[length], 22_050);

      assertThat(sound.resampledTo(48_000).fasterBy(1.3).scaledBy(2).peak()).isZero();
    }
  }

  @Test
  void valuesThatAreNoNumbersBecomeSilence() {
    assertThat(Sound.of(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, 48_000).peak()).isZero();
  }

  static Sound tone(double hertz, int rateHz, double seconds) {
    float[] samples = new float[(int) (rateHz * seconds)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rateHz));
    }
    return Sound.of(samples, rateHz);
  }

  /// From rising zero crossings.
  static double frequency(Sound sound) {
    int crossings = 0;
    for (int i = 1; i < sound.length(); i++) {
      if (sound.at(i - 1) < 0 && sound.at(i) >= 0) {
        crossings++;
      }
    }
    return crossings * (double) sound.rateHz() / sound.length();
  }
}
