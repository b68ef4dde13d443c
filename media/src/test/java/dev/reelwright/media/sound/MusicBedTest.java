package dev.reelwright.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MusicBedTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"calm", "tense", "bright", "sad", "epic", "a dreamlike wonder", "", "平静"})
  void everyMoodIsQuietCleanAndAsLongAsTheFilm(String mood) throws IOException {
    var sound = WavReader.readMono(written(new MusicBed(mood, 7, 20_345)));

    assertThat(sound.length()).isEqualTo(20_345 * 48);
    assertThat(sound.peak()).isBetween(0.1, 0.9);
    assertThat(decibels(sound.part(3 * 48_000, 17 * 48_000).rms()))
        .as("its middle, both sides mixed")
        .isBetween(-28.0, -22.0);
    assertThat(Math.abs(mean(sound))).isLessThan(0.002);
  }

  @Test
  void beginsAndEndsInSilenceAndSoundsInBetween() throws IOException {
    var sound = WavReader.readMono(written(new MusicBed("bright", 1, 30_000)));

    assertThat(sound.part(0, 480).peak()).isLessThan(0.01);
    assertThat(sound.part(sound.length() - 480, sound.length()).peak()).isLessThan(0.001);
    for (int second = 3; second < 27; second++) {
      assertThat(sound.part(second * 48_000, (second + 1) * 48_000).rms())
          .as("second %d", second)
          .isGreaterThan(0.02);
    }
  }

  @Test
  void soundsUntilShortlyBeforeTheEnd() throws IOException {
    for (String mood : new String[] {"calm", "tense", "bright", "sad", "epic", "wonder"}) {
      var sound = WavReader.readMono(written(new MusicBed(mood, 3, 12_000)));

      double middle = sound.part(4 * 48_000, 9 * 48_000).rms();
      double late = sound.part(10_700 * 48, 11_200 * 48).rms();
      assertThat(late).as(mood).isGreaterThan(middle * 0.15);
    }
  }

  @Test
  void theSameSeedGivesTheSameSoundAndAnotherOneDoesNot() throws IOException {
    byte[] first = Files.readAllBytes(written(new MusicBed("calm", 5, 4_000)));
    byte[] again = Files.readAllBytes(written(new MusicBed("calm", 5, 4_000)));
    byte[] other = Files.readAllBytes(written(new MusicBed("calm", 6, 4_000)));

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void aFilmOfAMillisecondHasMusicToo() throws IOException {
    assertThat(WavReader.readMono(written(new MusicBed("epic", 1, 1))).length()).isEqualTo(48);
  }

  @Test
  void stopsWhenCancelled() {
    assertThatThrownBy(
            () -> new MusicBed("calm", 1, 60_000).write(folder.resolve("x.wav"), () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesAnEmptyFilm() {
    assertThatThrownBy(() -> new MusicBed("calm", 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  private Path written(MusicBed bed) throws IOException {
    Path wav = folder.resolve("bed.wav");
    bed.write(wav, () -> false);
    return wav;
  }

  private static double decibels(double level) {
    return 20 * Math.log10(level);
  }

  private static double mean(Sound sound) {
    double sum = 0;
    for (int i = 0; i < sound.length(); i++) {
      sum += sound.at(i);
    }
    return sum / sound.length();
  }
}
