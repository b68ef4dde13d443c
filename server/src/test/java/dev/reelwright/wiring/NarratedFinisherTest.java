package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.FinishRequest.CutShot;
import dev.reelwright.finish.Finisher.Finished;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.project.AssStyle;
import dev.reelwright.project.Finishing;
import dev.reelwright.project.Format;
import dev.reelwright.provider.CancelSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarratedFinisherTest {
  private static final Duration A_FRAME = Duration.ofMillis(45);

  private final Probe probe = new Probe(TestFfmpeg.runner());
  @TempDir Path folder;

  @Test
  void takesSizeAndRateOfTheFirstClipAndEndsWithTheVoice() throws Exception {
    var voice = voice(3);

    var finished =
        finish(
            List.of(
                shot(clip("a", "320x240", 24), 2_000, voice),
                shot(clip("b", "160x160", 30), 1_050, null)));

    var film = probe.probeCounting(folder.resolve("film.mp4"));
    var picture = film.picture().orElseThrow();
    assertThat(picture.widthPixels()).isEqualTo(320);
    assertThat(picture.heightPixels()).isEqualTo(240);
    assertThat(picture.frames()).hasValue(73);
    var sound = film.sound().orElseThrow();
    assertThat(sound.codec()).isEqualTo("aac");
    assertThat(sound.sampleRateHz()).isEqualTo(48_000);
    assertThat(sound.length().orElseThrow()).isCloseTo(picture.length().orElseThrow(), A_FRAME);
    assertThat(finished.captions()).startsWith("1\n00:00:0").contains("Hello and");
  }

  @Test
  void clipsOfOneMakeComeWithoutCaptionsAsTheyWere() throws Exception {
    var voice = voice(3);

    var finished =
        finish(
            List.of(
                shot(clip("a", "320x240", 24), 2_000, voice),
                shot(clip("b", "320x240", 24), 1_050, null)));

    var plain = finished.uncaptioned();
    assertThat(plain).isNotNull();
    var probed = probe.probeCounting(plain);
    assertThat(probed.picture().orElseThrow().frames().orElseThrow()).isBetween(70L, 76L);
    assertThat(probed.sound()).isPresent();
  }

  @Test
  void theLastPictureStaysUntilTheSpeechEnds() throws Exception {
    finish(List.of(shot(clip("a", "320x240", 24), 5_000, voice(5))));

    var film = probe.probe(folder.resolve("film.mp4"));
    assertThat(film.picture().orElseThrow().length().orElseThrow())
        .isCloseTo(Duration.ofSeconds(5), A_FRAME);
    assertThat(film.sound().orElseThrow().length().orElseThrow())
        .isCloseTo(Duration.ofSeconds(5), A_FRAME);
  }

  @Test
  void withoutAVoiceThereIsNoSoundAndTheWordsAreSpreadOverTheFilm() throws Exception {
    var finished = finish(List.of(shot(clip("a", "320x240", 24), 2_000, null)));

    assertThat(probe.probe(folder.resolve("film.mp4")).sound()).isEmpty();
    assertThat(finished.captions()).contains("00:00:00,000 --> ");
  }

  private Finished finish(List<CutShot> shots) throws Exception {
    var request =
        new FinishRequest(
            new Format(480, 640, 24, 1),
            shots,
            true,
            "en",
            null,
            false,
            false,
            FinishRequest.Levels.USUAL,
            Finishing.USUAL,
            new FinishRequest.Script(
                "Hello and welcome, 'tis [a]: test; of %{words} \\ and \"quotes\".",
                List.of(), AssStyle.USUAL));
    return NarratedFinisher.of(TestFfmpeg.runner(), folder.resolve("pieces"))
        .finish(
            request,
            folder.resolve("film.mp4"),
            Files.createDirectory(folder.resolve("work")),
            (_, _) -> {},
            CancelSignal.NEVER);
  }

  private static CutShot shot(Path clip, long millis, @Nullable Path voice) {
    return new CutShot(clip, millis, voice, "", List.of());
  }

  private Path clip(String name, String size, int rate) throws IOException, InterruptedException {
    var clip = folder.resolve(name + ".mp4");
    var source = "testsrc2=s=%s:r=%d:d=2".formatted(size, rate);
    var arguments =
        new ArrayList<>(List.of("-f", "lavfi", "-i", source, "-c:v", "libx264", "-pix_fmt"));
    arguments.add("yuv420p");
    TestFfmpeg.runner().run(FfmpegJob.of("making a clip", arguments).writing(clip));
    return clip;
  }

  private Path voice(int seconds) throws IOException, InterruptedException {
    var voice = folder.resolve("voice.wav");
    var source = "sine=frequency=220:d=" + seconds;
    TestFfmpeg.runner()
        .run(FfmpegJob.of("making a voice", List.of("-f", "lavfi", "-i", source)).writing(voice));
    return voice;
  }
}
