package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.engine.RunState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a prompt to a file, with the real engine, studio and ffmpeg, in small.
class WholeJobTest {
  @TempDir private Path folder;

  @Test
  void makesAFilmThatHoldsWhatItPromises() throws Exception {
    var settings = SmallFilms.settings(folder);
    try (var workshop = Workshop.open(settings)) {
      var production = workshop.produce(workshop.order(SmallFilms.order()));

      var end = production.await(SmallFilms.LONGEST);

      assertThat(end.error()).isNull();
      assertThat(end.state()).isEqualTo(RunState.DONE);
      var film = production.film();
      assertThat(film.cost().isZero()).isTrue();
      var measured = MeasuredFilm.of(film.file(), workshop.tools());
      assertPicture(measured, film.length());
      assertSound(measured);
    }
  }

  private static void assertPicture(MeasuredFilm film, Duration told) {
    assertThat(film.streams()).isEqualTo(2);
    assertThat(film.video().get("codec_name").asText()).isEqualTo("h264");
    assertThat(film.video().get("pix_fmt").asText()).isEqualTo("yuv420p");
    assertThat(film.video().get("width").asInt()).isEqualTo(SmallFilms.FORMAT.widthPixels());
    assertThat(film.video().get("height").asInt()).isEqualTo(SmallFilms.FORMAT.heightPixels());
    assertThat(film.video().get("r_frame_rate").asText()).isEqualTo("24/1");
    assertThat(film.video().get("avg_frame_rate").asText()).isEqualTo("24/1");
    assertThat(film.countedFrames()).isEqualTo(Math.round(film.videoSeconds() * 24));
    assertThat(film.videoSeconds()).isCloseTo(told.toMillis() / 1000.0, within(1 / 24.0));
    assertThat(film.darkest()).as("no black frame").isGreaterThan(17);
    assertThat(film.brightest()).as("no white frame").isLessThan(234);
  }

  private static void assertSound(MeasuredFilm film) {
    assertThat(film.audio().get("codec_name").asText()).isEqualTo("aac");
    assertThat(film.audio().get("sample_rate").asText()).isEqualTo("48000");
    assertThat(film.audio().get("channels").asInt()).isEqualTo(2);
    assertThat(film.audioSeconds()).isCloseTo(film.videoSeconds(), within(1 / 24.0));
    assertThat(film.loudness()).isCloseTo(-16, within(2.0));
    // AAC may overshoot the limiter a little.
    assertThat(film.peak()).isLessThanOrEqualTo(-0.5);
  }

  @Test
  void makesNothingAgainWhenEverythingIsThere() throws Exception {
    var settings = SmallFilms.settings(folder);
    try (var workshop = Workshop.open(settings)) {
      var project = workshop.order(SmallFilms.order());
      var first = workshop.produce(project);
      first.await(SmallFilms.LONGEST);

      var second = workshop.produce(project);

      assertThat(second.await(SmallFilms.LONGEST).state()).isEqualTo(RunState.DONE);
      assertThat(second.look().steps()).isEmpty();
      assertThat(second.film().file()).isEqualTo(first.film().file());
    }
  }
}
