package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.asset.Intake;
import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.Soundness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that people bring, with the real tools.
class ForeignFilesTest {
  private static final String FILM = "testsrc2=s=320x180:r=24:d=3";

  @TempDir Path folder;
  private Path blobs;
  private Intake intake;

  @BeforeEach
  void open() throws IOException {
    blobs = folder.resolve("blobs");
    var probe = new Probe(TestFfmpeg.runner());
    intake =
        new Intake(
            new FolderBlobStore(blobs, InstantSource.system()),
            StudioWiring::decoded,
            new MediaProber(probe, new Soundness(TestFfmpeg.runner())),
            InstantSource.system());
  }

  @ParameterizedTest
  @CsvSource({
    "film.mp4, libx264, video/mp4",
    "film.mov, libx265, video/quicktime",
    "film.webm, libvpx-vp9, video/webm"
  })
  void filmsOfTheUsualKindsAreTaken(String name, String codec, String type) throws Exception {
    var film = folder.resolve(name);
    TestFfmpeg.make(
        film, "-f", "lavfi", "-i", FILM, "-t", "0.5", "-c:v", codec, "-pix_fmt", "yuv420p");

    var asset = intake.receive("local", null, film, "../../" + name);

    assertThat(asset.mediaType()).isEqualTo(type);
    assertThat(asset.facts().widthPixels()).isEqualTo(320);
    assertThat(asset.name()).doesNotContain("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.wav", "a.mp3", "a.flac", "a.ogg", "a.m4a"})
  void soundsOfTheUsualKindsAreTaken(String name) throws Exception {
    var sound = folder.resolve(name);
    TestFfmpeg.make(sound, "-f", "lavfi", "-i", "sine=d=0.7");

    var asset = intake.receive("local", null, sound, name);

    assertThat(asset.mediaType()).startsWith("audio/");
    assertThat(asset.facts().length().toMillis()).isBetween(650L, 800L);
  }

  @Test
  void aSoundThatEndsInTagsOfOldPlayersIsTaken() throws Exception {
    var sound = folder.resolve("a.mp3");
    TestFfmpeg.make(sound, "-f", "lavfi", "-i", "sine=d=3", "-id3v2_version", "3");
    var tags = new byte[32 + 128];
    System.arraycopy("APETAGEX".getBytes(StandardCharsets.US_ASCII), 0, tags, 0, 8);
    System.arraycopy("TAG An old song".getBytes(StandardCharsets.US_ASCII), 0, tags, 32, 15);
    Files.write(sound, tags, StandardOpenOption.APPEND);

    assertThat(intake.receive("local", null, sound, "a.mp3").mediaType()).isEqualTo("audio/mpeg");
  }

  @Test
  void aFilmThatCannotBeEnteredCleanlyInTheMiddleIsTaken() throws Exception {
    var film = folder.resolve("open.mp4");
    TestFfmpeg.make(
        film,
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=320x180:r=24:d=6",
        "-x264opts",
        "open-gop=1:keyint=24:bframes=3",
        "-pix_fmt",
        "yuv420p");

    assertThat(intake.receive("local", null, film, "open.mp4").mediaType()).isEqualTo("video/mp4");
  }

  @Test
  void aFilmThatWasCutShortOnItsWayIsRefused() throws Exception {
    var film = folder.resolve("film.mp4");
    TestFfmpeg.make(
        film, "-f", "lavfi", "-i", FILM, "-pix_fmt", "yuv420p", "-movflags", "+faststart");
    var whole = Files.readAllBytes(film);
    var half = folder.resolve("half.mp4");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));

    refuses(half, "cannot be taken: its ");
    var scrambled = whole.clone();
    for (int i = whole.length / 2; i < whole.length; i++) {
      scrambled[i] = (byte) (i * 31);
    }
    refuses(Files.write(folder.resolve("scrambled.mp4"), scrambled), "cannot be taken: its ");
  }

  @Test
  void aPictureOfMonstrousSizeIsRefusedBeforeItIsDecoded() throws Exception {
    var film = folder.resolve("wide.mov");
    TestFfmpeg.make(
        film, "-f", "lavfi", "-i", "color=s=9000x16:r=1:d=1", "-c:v", "mjpeg", "-frames:v", "1");
    refuses(film, "9000 x 16 pixels");

    // A PNG that says it has 60,000 pixels on a side, and has none.
    var header =
        new byte[] {
          (byte) 0x89,
          'P',
          'N',
          'G',
          '\r',
          '\n',
          0x1a,
          '\n',
          0,
          0,
          0,
          13,
          'I',
          'H',
          'D',
          'R',
          0,
          0,
          (byte) 0xea,
          0x60,
          0,
          0,
          (byte) 0xea,
          0x60,
          8,
          2,
          0,
          0,
          0,
          0,
          0,
          0,
          0
        };
    refuses(Files.write(folder.resolve("bomb.png"), header), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/secret\n",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "GIF89a<script>alert(1)</script>",
        "<html>not a film</html>",
        "\u0000\u0000\u0000\u0018ftypmp42 and nothing more",
        "RIFF\u0000\u0000\u0000\u0000WAVE",
        "ID3 a sound without sound",
        ""
      })
  void whatOnlyPretendsIsRefused(String content) throws Exception {
    var file = folder.resolve("innocent.mp4");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

    refuses(file, "");
  }

  @Test
  void aFilmWithoutAPictureIsRefused() throws Exception {
    var film = folder.resolve("only-sound.mp4");
    TestFfmpeg.make(film, "-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac");

    refuses(film, "shows no picture");
  }

  private void refuses(Path file, String why) throws IOException {
    assertThatThrownBy(() -> intake.receive("local", null, file, "film.mp4"))
        .isInstanceOf(Intake.Unfit.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain(folder.toString());
    assertThat(kept()).as("nothing is left behind").isZero();
  }

  private long kept() throws IOException {
    if (!Files.exists(blobs)) {
      return 0;
    }
    try (var files = Files.walk(blobs)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
