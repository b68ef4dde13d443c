package dev.reelwright.provider.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.animatic.PictureFrame;
import dev.reelwright.media.animatic.Scenes;
import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.project.Format;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.ProgressListener;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoRequest;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinGeneratorsTest {
  private static final MotifLibrary MOTIFS = MotifLibrary.bundled();
  private static final Scenes SCENES = new Scenes(MOTIFS, Fonts.bundled());
  private static final Format FORMAT = new Format(320, 180, 24, 1);
  private static final Map<String, Object> AT_SEA =
      Map.of(
          "setting",
          "sea",
          "time",
          "day",
          "motifs",
          List.of("ship"),
          "camera",
          "push_in",
          "world",
          4L);
  private static final Map<String, Object> IN_THE_WOODS =
      Map.of("setting", "forest", "time", "dusk", "motifs", List.of("fox"), "world", 5L);

  private final DrawnPictures drawn = new DrawnPictures();
  private final BuiltinImageGenerator images =
      new BuiltinImageGenerator("local-light", MOTIFS, SCENES, drawn);
  private final BuiltinVideoGenerator videos =
      new BuiltinVideoGenerator(MOTIFS, SCENES, drawn, TestFfmpeg.runner());

  @TempDir Path folder;

  @Test
  void aClipHasExactlyTheWishedFrames() throws Exception {
    Path clip = clip(2000, null, null, AT_SEA);

    assertThat(frames(clip)).hasSize(48);
  }

  @Test
  void roundsToTheNearestFrame() {
    assertThat(BuiltinVideoGenerator.frames(1001, new Format(64, 64, 24000, 1001))).isEqualTo(24);
    assertThat(BuiltinVideoGenerator.frames(3042, FORMAT)).isEqualTo(73);
    assertThat(BuiltinVideoGenerator.frames(1, FORMAT)).isEqualTo(1);
  }

  @Test
  void aClipBeginsAndEndsOnItsPictures() throws Exception {
    Path first = picture(1, IN_THE_WOODS);
    Path last = picture(1, AT_SEA);

    List<byte[]> frames = frames(clip(2000, first, last, AT_SEA));

    assertThat(psnr(frames.getFirst(), PictureFrame.read(first, 320, 180))).isGreaterThan(32);
    assertThat(psnr(frames.getLast(), PictureFrame.read(last, 320, 180))).isGreaterThan(32);
    // Half a second later the dissolve is over and the clip's own scene stands.
    Path own = picture(16 / 47.0, AT_SEA);
    assertThat(psnr(frames.get(16), PictureFrame.read(own, 320, 180))).isGreaterThan(30);
  }

  @Test
  void aPhotoStaysInThePictureAndItsSubjectInView() throws Exception {
    Path photo = photo("left.png", 60, 0xC03020);

    List<byte[]> frames = frames(clip(2000, photo, null, AT_SEA));

    assertThat(psnr(frames.getFirst(), PictureFrame.read(photo, 320, 180))).isGreaterThan(32);
    // The red ball is larger in the end and still there: the camera has gone towards it.
    assertThat(redSamples(frames.getFirst())).isPositive();
    assertThat(redSamples(frames.getLast())).isGreaterThan(redSamples(frames.getFirst()) * 11 / 10);
  }

  @Test
  void twoPhotosGoOverIntoEachOther() throws Exception {
    Path first = photo("first.png", 60, 0xC03020);
    Path last = photo("last.png", 260, 0x2030C0);

    List<byte[]> frames = frames(clip(2000, first, last, AT_SEA));

    assertThat(psnr(frames.getFirst(), PictureFrame.read(first, 320, 180))).isGreaterThan(32);
    assertThat(psnr(frames.getLast(), PictureFrame.read(last, 320, 180))).isGreaterThan(32);
  }

  @Test
  void theSubjectOfATallPhotoIsNotCutOff() throws Exception {
    var tall = new BufferedImage(300, 900, BufferedImage.TYPE_INT_RGB);
    var graphics = tall.createGraphics();
    graphics.setColor(new Color(0x88A0B0));
    graphics.fillRect(0, 0, 300, 900);
    graphics.setColor(new Color(0xC03020));
    graphics.fillOval(110, 60, 80, 80);
    graphics.dispose();
    Path photo = folder.resolve("tall.png");
    ImageIO.write(tall, "png", photo.toFile());

    assertThat(redSamples(PictureFrame.read(photo, 320, 180))).isGreaterThan(500);
  }

  /// A ball in an empty country.
  private Path photo(String name, int x, int color) throws Exception {
    var image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, new Color(0x9FB8C8), 0, 360, new Color(0x70806A)));
    graphics.fillRect(0, 0, 640, 360);
    graphics.setColor(new Color(color));
    graphics.fillOval(x * 2 - 50, 130, 100, 100);
    graphics.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static long redSamples(byte[] frame) {
    int red = 320 * 180 * 5 / 4;
    return IntStream.range(red, 320 * 180 * 3 / 2).filter(at -> (frame[at] & 255) > 170).count();
  }

  @Test
  void itsOwnFirstPictureNeedsNoDissolve() throws Exception {
    Path own = picture(0, AT_SEA);

    List<byte[]> with = frames(clip(1000, own, null, AT_SEA));
    List<byte[]> without = frames(clip(1000, null, null, AT_SEA));

    assertThat(with).hasSameSizeAs(without);
    assertThat(with.get(5)).isEqualTo(without.get(5));
  }

  @Test
  void drawsFromThePromptAloneWhenThereIsNoPlan() throws Exception {
    Path sea = picture("A ship on the stormy sea at night", 0.5, Map.of());
    Path field = picture("一只狐狸在雪地里", 0.5, Map.of());

    double difference =
        PictureFrame.meanDifference(
            PictureFrame.read(sea, 320, 180), PictureFrame.read(field, 320, 180));
    assertThat(difference).isGreaterThan(15);
  }

  @Test
  void cancellingEndsTheClipAndLeavesNothing() {
    var asked = new AtomicInteger();
    var call =
        new Call(
            AttemptId.fresh(), folder, ProgressListener.SILENT, () -> asked.incrementAndGet() > 5);

    assertThatThrownBy(() -> videos.submit(request(60_000, null, null, AT_SEA), call))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).isEmptyDirectory();
  }

  private Path picture(double moment, Map<String, Object> extra) throws Exception {
    return picture("", moment, extra);
  }

  private Path picture(String prompt, double moment, Map<String, Object> extra) throws Exception {
    var request = new ImageRequest(prompt, "", "cinematic", FORMAT, null, moment, 2000, 9, extra);
    return delivered(images.submit(request, call()));
  }

  private Path clip(
      long millis, @Nullable Path first, @Nullable Path last, Map<String, Object> extra)
      throws Exception {
    return delivered(videos.submit(request(millis, first, last, extra), call()));
  }

  private static VideoRequest request(
      long millis, @Nullable Path first, @Nullable Path last, Map<String, Object> extra) {
    return new VideoRequest(
        "", "", "", "cinematic", FORMAT, input(first), input(last), millis, false, 9, extra);
  }

  private static @Nullable InputFile input(@Nullable Path file) {
    return file == null ? null : new InputFile(new BlobHash("0".repeat(64)), file, "image/png");
  }

  private Call call() throws Exception {
    return new Call(
        AttemptId.fresh(),
        Files.createTempDirectory(folder, "call"),
        ProgressListener.SILENT,
        CancelSignal.NEVER);
  }

  private static Path delivered(SubmitResult<MediaResult> result) {
    if (result instanceof SubmitResult.Delivered<MediaResult>(var media, var charge)) {
      assertThat(charge.isZero()).isTrue();
      return media.file();
    }
    throw new AssertionError("not delivered: " + result);
  }

  private List<byte[]> frames(Path clip) throws Exception {
    Path raw = clip.resolveSibling("frames.yuv");
    TestFfmpeg.make(raw, "-i", clip.toString(), "-pix_fmt", "yuv420p", "-f", "rawvideo");
    byte[] all = Files.readAllBytes(raw);
    int size = 320 * 180 * 3 / 2;
    assertThat(all.length % size).isZero();
    return IntStream.range(0, all.length / size)
        .mapToObj(index -> Arrays.copyOfRange(all, index * size, (index + 1) * size))
        .toList();
  }

  private static double psnr(byte[] first, byte[] second) {
    double squares = 0;
    for (int index = 0; index < first.length; index++) {
      double difference = (first[index] & 255) - (second[index] & 255);
      squares += difference * difference;
    }
    return 10 * Math.log10(255 * 255 / (squares / first.length + 1e-9));
  }
}
