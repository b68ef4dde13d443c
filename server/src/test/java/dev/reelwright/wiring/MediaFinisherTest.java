package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.FinishRequest.CutShot;
import dev.reelwright.finish.FinishRequest.Levels;
import dev.reelwright.finish.FinishRequest.ShotEdit;
import dev.reelwright.finish.FinishRequest.SpokenWord;
import dev.reelwright.finish.Finisher.Finished;
import dev.reelwright.media.caption.CaptionPainter;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.finish.CutFinisher;
import dev.reelwright.media.finish.PieceShelf;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.sound.MusicBed;
import dev.reelwright.media.sound.Sound;
import dev.reelwright.media.sound.WavReader;
import dev.reelwright.media.voice.Spoken;
import dev.reelwright.media.voice.VoiceFinder;
import dev.reelwright.project.Finishing;
import dev.reelwright.project.Format;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFinisherTest {
  private static final Format SMALL = new Format(640, 360, 24, 1);

  private final Probe probe = new Probe(TestFfmpeg.runner());
  @TempDir Path folder;
  private MediaFinisher finisher;

  @BeforeEach
  void open() throws IOException {
    var pieces = PieceShelf.in(folder.resolve("pieces"), 1L << 30, InstantSource.system());
    finisher =
        new MediaFinisher(
            new CutFinisher(TestFfmpeg.runner(), probe, pieces),
            new FilmPlans(probe, new ShotCaptions(probe, new CaptionPainter(Fonts.bundled()))),
            true);
  }

  @Test
  void threeShotsWithVoiceCaptionsAndMusicBecomeOneSoundFilm() throws Exception {
    var shots =
        List.of(
            spokenShot(0, "black", "A keeper climbs the stairs on a stormy night."),
            spokenShot(1, "navy", "The lamp flares."),
            spokenShot(2, "teal", "A ship turns away from the rocks, slowly, into the dark."));
    long millis = shots.stream().mapToLong(CutShot::lengthMillis).sum();
    Path music = folder.resolve("music.wav");
    new MusicBed("tense", 3, millis).write(music, () -> false);
    Path film = folder.resolve("film.mp4");

    Finished finished = finish(new FinishRequest(SMALL, shots, true, "en", music), film);

    var probed = probe.probeCounting(film);
    long frames = Math.round(millis * 24 / 1000.0);
    assertThat(finished.frames()).isEqualTo(frames);
    assertThat(probed.picture().orElseThrow().frames()).hasValue(frames);
    assertThat(probed.sound().orElseThrow().length().orElseThrow())
        .isCloseTo(Duration.ofMillis(frames * 1000 / 24), Duration.ofMillis(42));
    assertThat(loudness(film)).isCloseTo(-16, within(1.5));
    assertThat(soundOf(film).rms()).isGreaterThan(0.03);
    assertThat(finished.captions())
        .startsWith("1\n00:00:00,0")
        .contains("The lamp flares.")
        .contains("A ship turns away from the rocks,\nslowly, into the dark.");
    assertThat(whitePixels(film, 1)).as("caption in the first second").isGreaterThan(400);
  }

  @Test
  void theSoundOfTheClipsIsHeardAsLongAsTheirShotsLast() throws Exception {
    var silent = clip("silent.mp4", "color=navy:s=640x360:r=24:d=2", null);
    var loud = clip("loud.mp4", "color=teal:s=640x360:r=24:d=3", "sine=frequency=440:d=3");
    var shots =
        List.of(
            new CutShot(silent, 2000, null, "", List.of()),
            new CutShot(loud, 1000, null, "", List.of()),
            new CutShot(silent, 1000, null, "", List.of()));
    Path film = folder.resolve("film.mp4");

    finish(
        new FinishRequest(
            SMALL, shots, false, "en", null, true, false, Levels.USUAL, Finishing.USUAL),
        film);

    assertThat(rms(film, 0.2, 1.6)).isLessThan(0.001);
    assertThat(rms(film, 2.2, 0.6)).isGreaterThan(0.03);
    assertThat(rms(film, 3.2, 0.6)).isLessThan(0.001);
  }

  @Test
  void fadesMakeTheFilmShorterAndNeverSwallowAShot() throws Exception {
    var navy = clip("navy.mp4", "color=navy:s=640x360:r=24:d=2", "sine=frequency=440:d=2");
    var shots =
        List.of(
            new CutShot(navy, 2000, null, "The lamp flares.", List.of(), ShotEdit.fading(60_000)),
            new CutShot(navy, 1000, null, "A ship turns.", List.of()));
    Path film = folder.resolve("film.mp4");

    var finished =
        finish(
            new FinishRequest(
                SMALL, shots, false, "en", null, true, true, Levels.USUAL, Finishing.USUAL),
            film);

    assertThat(finished.frames()).as("11 frames are shared").isEqualTo(61);
    assertThat(finished.captions()).contains("00:00:01,5");
  }

  @Test
  void whatWasPreparedIsNotEncodedAgain() throws Exception {
    var first = spokenShot(0, "black", "The lamp flares.");
    var second = spokenShot(1, "teal", "A ship turns.");
    var hole =
        new CutShot(
            null,
            second.lengthMillis(),
            second.narration(),
            second.narrationText(),
            second.words());
    var scratch = Files.createDirectory(folder.resolve("ahead"));

    finisher.prepare(
        new FinishRequest(SMALL, List.of(first, hole), true, "en", null),
        Set.of(0, 1),
        scratch,
        CancelSignal.NEVER);
    var ahead = names("pieces");
    finish(
        new FinishRequest(SMALL, List.of(first, second), true, "en", null),
        folder.resolve("film.mp4"));

    assertThat(ahead).hasSize(1);
    assertThat(names("pieces")).hasSize(2).containsAll(ahead);
  }

  @Test
  void captionsAreATrackOfTheFilmWhereThatIsWished() throws Exception {
    var shots = List.of(spokenShot(0, "black", "The lamp flares."));
    Path film = folder.resolve("film.mp4");
    var track =
        new Finishing(
            Finishing.CaptionStyle.CLASSIC,
            true,
            Finishing.Fit.PAD,
            Finishing.LongSpeech.HOLD,
            Finishing.Quality.DRAFT,
            Finishing.Codec.H264);

    var finished =
        finish(
            new FinishRequest(SMALL, shots, false, "en", null, true, true, Levels.USUAL, track),
            film);

    var text = folder.resolve("track.srt");
    TestFfmpeg.make(text, "-i", film.toString(), "-map", "0:s:0");
    assertThat(Files.readString(text)).contains("The lamp flares.");
    assertThat(Files.readString(text).lines().toList().get(1))
        .isEqualTo(finished.captions().lines().toList().get(1));
    assertThat(whitePixels(film, 1)).isZero();
  }

  @Test
  void aClipThatIsShorterThanItsSpeechIsHeldOrStretchedAsChosen() throws Exception {
    // White for its first half.
    var clip = folder.resolve("half.mp4");
    TestFfmpeg.make(
        clip,
        "-f",
        "lavfi",
        "-i",
        "color=white:s=640x360:r=24:d=1",
        "-vf",
        "drawbox=t=fill:c=black:enable='gte(n,12)'",
        "-pix_fmt",
        "yuv420p");
    var shots = List.of(new CutShot(clip, 1_500, null, "", List.of()));
    var stretched =
        new Finishing(
            Finishing.CaptionStyle.CLASSIC,
            false,
            Finishing.Fit.PAD,
            Finishing.LongSpeech.STRETCH,
            Finishing.Quality.STANDARD,
            Finishing.Codec.H264);
    var held = folder.resolve("held.mp4");
    var slow = folder.resolve("slow.mp4");

    finish(new FinishRequest(SMALL, shots, false, "en", null), held);
    finish(
        new FinishRequest(SMALL, shots, false, "en", null, false, false, Levels.USUAL, stretched),
        slow);

    assertThat(whitePixels(held, 0.6)).isZero();
    assertThat(whitePixels(slow, 0.6)).isEqualTo(640 * 360);
    assertThat(whitePixels(slow, 0.9)).isZero();
  }

  @Test
  void withoutBurningThePictureStaysCleanAndTheSubtitlesStay() throws Exception {
    var shots = List.of(spokenShot(0, "black", "The lamp flares."));
    Path film = folder.resolve("film.mp4");

    var finished = finish(new FinishRequest(SMALL, shots, false, "en", null), film);

    assertThat(finished.captions()).contains("The lamp flares.");
    assertThat(whitePixels(film, 1)).isZero();
  }

  @Test
  void textThatNoFontCanDrawStaysInTheSubtitlesOnly() throws Exception {
    Path clip = clip(0, "black", 2);
    var shots = List.of(new CutShot(clip, 2_000, null, "مرحبا بالعالم", List.of()));
    Path film = folder.resolve("film.mp4");

    var finished = finish(new FinishRequest(SMALL, shots, true, "ar", null), film);

    assertThat(finished.captions()).contains("مرحبا بالعالم");
    assertThat(whitePixels(film, 1)).isZero();
  }

  private List<String> names(String name) throws IOException {
    try (var files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Finished finish(FinishRequest request, Path film) throws Exception {
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return finisher.finish(request, film, scratch, ProgressListener.SILENT, CancelSignal.NEVER);
  }

  private CutShot spokenShot(int number, String color, String text) throws Exception {
    var voice = ((VoiceFinder.Choice.Found) new VoiceFinder("").choose("en")).voice();
    Path narration = folder.resolve("voice%d.wav".formatted(number));
    Spoken spoken = voice.speak(text, 0, narration, () -> false);
    long millis = spoken.lengthMillis() + 613;
    List<SpokenWord> words = new ArrayList<>();
    spoken
        .words()
        .forEach(w -> words.add(new SpokenWord(w.text(), w.startMillis(), w.endMillis())));
    return new CutShot(clip(number, color, 2), millis, narration, text, words);
  }

  private Path clip(int number, String color, int seconds) {
    Path clip = folder.resolve("clip%d.mp4".formatted(number));
    TestFfmpeg.make(
        clip, "-f", "lavfi", "-i", "color=%s:s=640x360:r=24:d=%d".formatted(color, seconds));
    return clip;
  }

  private Path clip(String name, String picture, String sound) {
    Path clip = folder.resolve(name);
    if (sound == null) {
      TestFfmpeg.make(clip, "-f", "lavfi", "-i", picture);
    } else {
      TestFfmpeg.make(
          clip, "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-c:a", "aac");
    }
    return clip;
  }

  private double rms(Path film, double fromSeconds, double seconds) throws IOException {
    Path wav = folder.resolve("part.wav");
    TestFfmpeg.make(
        wav,
        "-ss",
        Double.toString(fromSeconds),
        "-t",
        Double.toString(seconds),
        "-i",
        film.toString(),
        "-vn",
        "-c:a",
        "pcm_s16le");
    return WavReader.readMono(wav).rms();
  }

  private Sound soundOf(Path film) throws IOException {
    Path wav = folder.resolve("sound.wav");
    TestFfmpeg.make(wav, "-i", film.toString(), "-vn", "-c:a", "pcm_s16le");
    return WavReader.readMono(wav);
  }

  private double loudness(Path film) throws Exception {
    var measuring =
        List.of(
            "-loglevel",
            "info",
            "-i",
            film.toString(),
            "-af",
            "ebur128=framelog=quiet",
            "-vn",
            "-f",
            "null",
            "-");
    var said = TestFfmpeg.runner().run(FfmpegJob.of("measuring", measuring)).lastLines();
    var integrated = Pattern.compile("I:\\s+(-?[\\d.]+) LUFS").matcher(String.join("\n", said));
    assertThat(integrated.find()).isTrue();
    return Double.parseDouble(integrated.group(1));
  }

  private long whitePixels(Path film, double second) throws IOException {
    Path png = folder.resolve("frame.png");
    TestFfmpeg.make(png, "-ss", Double.toString(second), "-i", film.toString(), "-frames:v", "1");
    var image = ImageIO.read(png.toFile());
    long white = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        white += (image.getRGB(x, y) & 0xFFFFFF) > 0xE0E0E0 ? 1 : 0;
      }
    }
    return white;
  }
}
