package dev.reelwright.media.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.probe.ProbedFile;
import dev.reelwright.media.timeline.FrameRate;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;

/// A folder with clips, sounds and overlays of known content, and looks at the films made of them.
abstract class FilmLab {
  static final CutPlan.Format LANDSCAPE = new CutPlan.Format(320, 180, FrameRate.FPS_24);

  @TempDir Path folder;

  static Shot shot(Path clip, long frames) {
    return new Shot(clip, frames, null, List.of());
  }

  Path clip(String name, String size, String rate, double seconds, String... more) {
    return clip(name, size, rate, seconds, more, "color=c=white");
  }

  Path clip(String name, String size, String rate, double seconds, String[] more, String source) {
    var file = folder.resolve(name);
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of("-f", "lavfi", "-i", "%s:s=%s:r=%s:d=%s".formatted(source, size, rate, seconds)));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"));
    TestFfmpeg.make(file, arguments.toArray(String[]::new));
    return file;
  }

  Path still(String name, String size) {
    var file = folder.resolve(name);
    TestFfmpeg.make(file, "-f", "lavfi", "-i", "color=c=white:s=" + size, "-frames:v", "1");
    return file;
  }

  Path sound(String name, String source, String rate) {
    var file = folder.resolve(name);
    TestFfmpeg.make(file, "-f", "lavfi", "-i", source, "-ar", rate);
    return file;
  }

  Path overlay(String name, int width, int height, Color color) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    var file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  static Duration length(ProbedFile probed) {
    return probed.picture().orElseThrow().length().orElseThrow();
  }

  static long decodedFrames(Path film) throws Exception {
    return TestFfmpeg.runner()
        .run(
            FfmpegJob.of(
                "decoding",
                List.of("-xerror", "-i", film.toString(), "-map", "0:v", "-f", "null", "-")))
        .frames();
  }

  FinishedCut.Loudness loudness(Path film) throws Exception {
    var result =
        TestFfmpeg.runner()
            .run(
                FfmpegJob.of(
                    "measuring",
                    List.of(
                        "-loglevel",
                        "info",
                        "-i",
                        film.toString(),
                        "-af",
                        "ebur128=peak=true:framelog=quiet",
                        "-vn",
                        "-f",
                        "null",
                        "-")));
    var said = String.join("\n", result.lastLines());
    return new FinishedCut.Loudness(
        number("I:\\s+(\\S+) LUFS", said), number("Peak:\\s+(\\S+) dBFS", said));
  }

  /// Digests of a stream's packets as they are stored, a line each.
  String packets(Path film, String stream) throws Exception {
    var digests = folder.resolve("packets.txt");
    TestFfmpeg.make(
        digests, "-i", film.toString(), "-map", "0:" + stream, "-c", "copy", "-f", "framemd5");
    var lines = new StringBuilder();
    for (var line : Files.readAllLines(digests)) {
      if (!line.startsWith("#")) {
        lines.append(line.split(",", -1)[5].strip()).append('\n');
      }
    }
    return lines.toString();
  }

  static double loudestDb(Path film, double from, double seconds) throws Exception {
    var result =
        TestFfmpeg.runner()
            .run(
                FfmpegJob.of(
                    "measuring",
                    List.of(
                        "-loglevel",
                        "info",
                        "-ss",
                        Double.toString(from),
                        "-t",
                        Double.toString(seconds),
                        "-i",
                        film.toString(),
                        "-af",
                        "volumedetect",
                        "-vn",
                        "-f",
                        "null",
                        "-")));
    return number("max_volume: (\\S+) dB", String.join("\n", result.lastLines()));
  }

  static double number(String pattern, String text) {
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1).equals("-inf")
        ? Double.NEGATIVE_INFINITY
        : Double.parseDouble(found.group(1));
  }

  String pixel(Path film, int frame, int x, int y) throws Exception {
    return pixels(film, x, y).charAt(frame) == '#' ? "light" : "dark";
  }

  /// One character a frame: `#` where the pixel is light, `.` where it is dark.
  String pixels(Path film, int x, int y) throws Exception {
    var raw = folder.resolve("pixels.raw");
    TestFfmpeg.make(
        raw,
        "-i",
        film.toString(),
        "-map",
        "0:v",
        "-vf",
        "format=gray,crop=1:1:%d:%d".formatted(x, y),
        "-f",
        "rawvideo");
    var text = new StringBuilder();
    for (byte value : Files.readAllBytes(raw)) {
      text.append((value & 0xff) > 127 ? '#' : '.');
    }
    return text.toString();
  }

  static String dark(int frames) {
    return ".".repeat(frames);
  }

  static String light(int frames) {
    return "#".repeat(frames);
  }
}
