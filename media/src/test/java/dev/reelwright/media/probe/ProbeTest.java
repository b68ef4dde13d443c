package dev.reelwright.media.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.timeline.FrameRate;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  private final Probe probe = new Probe(TestFfmpeg.runner());
  @TempDir Path folder;

  @Test
  void readsAVideoWhateverItsName() throws Exception {
    var file = folder.resolve("it's 100%d [a]:b.mp4");
    var made =
        make(
            "made.mp4",
            "-f",
            "lavfi",
            "-i",
            "testsrc=s=64x36:r=30000/1001:d=1.001",
            "-f",
            "lavfi",
            "-i",
            "sine=d=0.5",
            "-pix_fmt",
            "yuv420p");
    Files.move(made, file);

    var probed = probe.probeCounting(file);

    assertThat(probed.format()).isEqualTo(MediaFormat.MP4);
    var picture = probed.picture().orElseThrow();
    assertThat(picture.codec()).isEqualTo("h264");
    assertThat(picture.widthPixels()).isEqualTo(64);
    assertThat(picture.heightPixels()).isEqualTo(36);
    assertThat(picture.rate()).contains(FrameRate.FPS_29_97);
    assertThat(picture.frames()).hasValue(30);
    assertThat(picture.length()).contains(Duration.ofMillis(1001));
    assertThat(picture.pixelFormat()).isEqualTo("yuv420p");
    assertThat(picture.parameters()).isNotEmpty();
    assertThat(probed.sound().orElseThrow().codec()).isEqualTo("aac");
    assertThat(probed.length()).contains(Duration.ofMillis(1001));
  }

  @Test
  void readsImagesAndSounds() throws Exception {
    var png = make("a.png", "-f", "lavfi", "-i", "color=s=32x48", "-frames:v", "1");
    var jpg = make("a.jpg", "-f", "lavfi", "-i", "color=s=32x48", "-frames:v", "1");
    var wav = make("a.wav", "-f", "lavfi", "-i", "sine=d=0.5:r=22050");
    var webm = make("a.mkv", "-f", "lavfi", "-i", "color=s=32x32:r=25:d=0.4", "-c:v", "libx264");

    assertThat(probe.probe(png).format()).isEqualTo(MediaFormat.PNG);
    assertThat(probe.probe(png).length()).isEmpty();
    assertThat(probe.probe(jpg).picture().orElseThrow().heightPixels()).isEqualTo(48);
    assertThat(probe.probe(wav).length()).contains(Duration.ofMillis(500));
    assertThat(probe.probe(wav).sound().orElseThrow().sampleRateHz()).isEqualTo(22050);
    assertThat(probe.probe(webm).length()).contains(Duration.ofMillis(400));
  }

  @Test
  void readsSoundOfThePlainestKindAsOfOthers() throws Exception {
    for (var codec : List.of("pcm_s16le", "pcm_s24le", "pcm_f32le")) {
      var wav = make(codec + ".wav", "-f", "lavfi", "-i", "sine=d=0.5", "-ac", "2", "-c:a", codec);

      var sound = probe.probe(wav).sound().orElseThrow();

      assertThat(sound)
          .isEqualTo(new ProbedFile.Sound(codec, 44_100, 2, Optional.of(Duration.ofMillis(500))));
    }
  }

  @Test
  void readsPicturesOfThePlainestKindAsOfOthers() throws Exception {
    var plain = folder.resolve("plain.png");
    ImageIO.write(new BufferedImage(32, 48, BufferedImage.TYPE_INT_RGB), "png", plain.toFile());
    // What ffmpeg writes says how large a pixel is, too.
    var other =
        make("other.png", "-f", "lavfi", "-i", "color=s=32x48,format=rgb24", "-frames:v", "1");
    var shades =
        make("gray.png", "-f", "lavfi", "-i", "color=s=32x48,format=gray", "-frames:v", "1");

    assertThat(PlainPicture.of(plain, false)).isPresent();
    assertThat(PlainPicture.of(other, false)).isEmpty();
    assertThat(probe.probe(plain)).isEqualTo(probe.probe(other));
    assertThat(probe.probeCounting(plain)).isEqualTo(probe.probeCounting(other));
    assertThat(probe.probe(shades).picture().orElseThrow().pixelFormat()).isEqualTo("gray");
  }

  @Test
  void leavesAPictureThatWasCutOffToOthers() throws Exception {
    var whole = folder.resolve("whole.png");
    ImageIO.write(new BufferedImage(320, 480, BufferedImage.TYPE_INT_RGB), "png", whole.toFile());
    byte[] bytes = Files.readAllBytes(whole);
    for (int left : List.of(20, 40, bytes.length / 2, bytes.length - 13)) {
      var cut = Files.write(folder.resolve(left + ".png"), Arrays.copyOf(bytes, left));

      assertThat(PlainPicture.of(cut, false)).isEmpty();
    }
  }

  @Test
  void countsWhatIsThereOfASoundThatWasCutOff() throws Exception {
    var wav = make("whole.wav", "-f", "lavfi", "-i", "sine=d=0.5");
    byte[] bytes = Files.readAllBytes(wav);
    var half = Files.write(folder.resolve("half.wav"), Arrays.copyOf(bytes, bytes.length / 2));
    var head = Files.write(folder.resolve("head.wav"), Arrays.copyOf(bytes, 30));

    assertThat(probe.probe(half).length().orElseThrow())
        .isBetween(Duration.ofMillis(240), Duration.ofMillis(260));
    assertThatThrownBy(() -> probe.probe(head)).isInstanceOf(UnreadableMediaException.class);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    var empty = Files.createFile(folder.resolve("empty.mp4"));
    var text = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\n/etc/passwd\n");
    var whole = make("whole.mp4", "-f", "lavfi", "-i", "testsrc=s=64x36:d=1");
    var cut = folder.resolve("cut.mp4");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(whole), 1500));

    assertThatThrownBy(() -> probe.probe(empty))
        .isInstanceOf(UnreadableMediaException.class)
        .hasMessage("empty.mp4 is empty");
    assertThatThrownBy(() -> probe.probe(text))
        .isInstanceOf(UnreadableMediaException.class)
        .hasMessageContaining("list.mp4 is no picture, sound or video");
    assertThatThrownBy(() -> probe.probe(cut))
        .isInstanceOf(UnreadableMediaException.class)
        .hasMessageContaining("cut.mp4 is broken")
        .hasMessageNotContaining(folder.toString());
  }

  private Path make(String name, String... arguments) {
    var file = folder.resolve(name);
    TestFfmpeg.make(file, arguments);
    return file;
  }
}
