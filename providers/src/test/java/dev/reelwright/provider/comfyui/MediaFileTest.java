package dev.reelwright.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers write into their files goes, the pictures stay as they are.
class MediaFileTest {
  private static final String TOLD = "prompt: a secret garden";
  @TempDir Path scratch;

  @Test
  void takesTextsOutOfAPngAndNothingElse() throws Exception {
    var plain = picture("png");
    var told = inserted(plain, 33, chunk("tEXt", TOLD.getBytes(StandardCharsets.ISO_8859_1)));

    var bare = Files.readAllBytes(MediaFile.picture(file(told), scratch));

    assertThat(bare).isEqualTo(plain);
  }

  @Test
  void takesCommentsAndExifOutOfAJpeg() throws Exception {
    var plain = picture("jpg");
    var exif = segment(0xe1, "Exif\0\0" + TOLD);
    var comment = segment(0xfe, TOLD);

    var bare =
        Files.readAllBytes(
            MediaFile.picture(file(inserted(inserted(plain, 2, exif), 2, comment)), scratch));

    assertThat(bare).isEqualTo(plain);
    assertThat(ImageIO.read(new ByteArrayInputStream(bare)).getWidth()).isEqualTo(8);
  }

  @Test
  void takesExifOutOfAWebp() throws Exception {
    var vp8x = riff("VP8X", new byte[] {0x0c, 0, 0, 0, 7, 0, 0, 7, 0, 0});
    var picture = riff("VP8L", new byte[] {1, 2, 3, 4, 5});
    var told = riff("EXIF", TOLD.getBytes(StandardCharsets.ISO_8859_1));

    var bare = Files.readAllBytes(MediaFile.picture(file(webp(vp8x, picture, told)), scratch));

    var flagless = vp8x.clone();
    flagless[8] = 0;
    assertThat(bare).isEqualTo(webp(flagless, picture));
  }

  @Test
  void blanksUserDataOfAnMp4WithoutMovingAnything() throws Exception {
    var clip = ComfyFiles.clip(1, Exchange.JSON.createObjectNode().put("text", TOLD));

    var bare = Files.readAllBytes(MediaFile.clip(file(clip), scratch));

    assertThat(new String(bare, StandardCharsets.ISO_8859_1))
        .hasSize(clip.length)
        .doesNotContain("secret")
        .contains("free");
    int mdat = indexOf(clip, "mdat");
    assertThat(Arrays.copyOfRange(bare, mdat, bare.length))
        .isEqualTo(Arrays.copyOfRange(clip, mdat, clip.length));
  }

  @Test
  void blanksTagsOfAWebm() throws Exception {
    var out = new ByteArrayOutputStream();
    out.writeBytes(element(0x1a45dfa3, new byte[] {1, 2, 3}));
    var inner = new ByteArrayOutputStream();
    inner.writeBytes(element(0x1254c367, TOLD.getBytes(StandardCharsets.ISO_8859_1)));
    inner.writeBytes(element(0x1f43b675, new byte[40]));
    out.writeBytes(element(0x18538067, inner.toByteArray()));
    var clip = out.toByteArray();

    var bare = Files.readAllBytes(MediaFile.clip(file(clip), scratch));

    assertThat(new String(bare, StandardCharsets.ISO_8859_1))
        .hasSize(clip.length)
        .doesNotContain("secret");
    // Clean files are left as they are, so this one is still a clip.
    assertThat(Files.readAllBytes(MediaFile.clip(file(bare), scratch))).isEqualTo(bare);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "webm", "mkv"})
  void leavesFilmsOfARealEncoderPlayable(String kind) throws Exception {
    var clip = scratch.resolve("clip." + kind);
    TestFfmpeg.make(
        clip,
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=64x64:rate=10:duration=1",
        "-metadata",
        "comment=" + TOLD,
        "-metadata",
        "title=" + TOLD,
        "-c:v",
        kind.equals("webm") ? "libvpx-vp9" : "libx264");
    var before = frames(clip);

    var bare = MediaFile.clip(clip, scratch);

    assertThat(before).isNotEmpty();
    assertThat(frames(bare)).isEqualTo(before);
    assertThat(Files.readString(bare, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
  }

  private byte[] frames(Path clip) throws Exception {
    var raw = Files.createTempFile(scratch, "frames", ".raw");
    TestFfmpeg.make(raw, "-i", clip.toString(), "-pix_fmt", "yuv420p", "-f", "rawvideo");
    return Files.readAllBytes(raw);
  }

  @Test
  void takesNoHalfForAWhole() throws IOException {
    for (var whole :
        new byte[][] {
          picture("png"),
          picture("jpg"),
          webp(riff("VP8L", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))
        }) {
      assertThatThrownBy(
              () -> MediaFile.picture(file(Arrays.copyOf(whole, whole.length - 6)), scratch))
          .isInstanceOf(IOException.class);
    }
    var clip = ComfyFiles.clip(1, Exchange.JSON.createObjectNode());
    for (int length : new int[] {20, clip.length / 2, clip.length - 1}) {
      assertThatThrownBy(() -> MediaFile.clip(file(Arrays.copyOf(clip, length)), scratch))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesNoPictureForAClip() throws IOException {
    var picture = file(picture("png"));

    assertThatThrownBy(() -> MediaFile.clip(picture, scratch))
        .isInstanceOf(MediaFile.WrongKind.class)
        .hasMessageEndingWith("saved a picture");
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(scratch, "made", ""), content);
  }

  private static byte[] picture(String kind) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), kind, bytes);
    return bytes.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(data)
        .array();
  }

  private static byte[] segment(int marker, String data) {
    return ByteBuffer.allocate(4 + data.length())
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (2 + data.length()))
        .put(data.getBytes(StandardCharsets.ISO_8859_1))
        .array();
  }

  private static byte[] riff(String type, byte[] data) {
    return ByteBuffer.allocate(8 + data.length + data.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static byte[] webp(byte[]... chunks) {
    var body = new ByteArrayOutputStream();
    body.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    for (var chunk : chunks) {
      body.writeBytes(chunk);
    }
    return riff("RIFF", body.toByteArray());
  }

  /// Id of four bytes, length of eight.
  private static byte[] element(int id, byte[] data) {
    return ByteBuffer.allocate(12 + data.length)
        .putInt(id)
        .putLong(1L << 56 | data.length)
        .put(data)
        .array();
  }

  private static byte[] inserted(byte[] into, int at, byte[] part) {
    return ByteBuffer.allocate(into.length + part.length)
        .put(into, 0, at)
        .put(part)
        .put(into, at, into.length - at)
        .array();
  }

  private static int indexOf(byte[] in, String type) {
    return new String(in, StandardCharsets.ISO_8859_1).indexOf(type);
  }
}
