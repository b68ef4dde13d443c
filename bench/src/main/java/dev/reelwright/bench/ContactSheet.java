package dev.reelwright.bench;

import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.project.Format;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// A picture of a film: for every shot three of its frames, and under them its text and how it was
/// staged.
record ContactSheet(FfmpegTools tools, Fonts fonts) {
  private static final int ACROSS = 3;
  private static final int WIDTH = 320;
  private static final int LABEL = 34;
  private static final int GAP = 4;
  private static final int TEXT_PIXELS = 12;
  private static final double[] MOMENTS = {0.03, 0.5, 0.97};

  /// @param room a folder for frames
  void write(Path film, Format format, List<PlannedShot> shots, Path room, Path target)
      throws IOException, InterruptedException {
    int height = WIDTH * format.heightPixels() / format.widthPixels() & ~1;
    var sheet =
        new BufferedImage(
            ACROSS * (WIDTH + GAP), shots.size() * (height + LABEL), BufferedImage.TYPE_INT_RGB);
    var graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    var frames = frames(film, moments(format, shots), height, room);
    for (int index = 0; index < frames.size(); index++) {
      graphics.drawImage(
          frames.get(index),
          index % ACROSS * (WIDTH + GAP),
          index / ACROSS * (height + LABEL),
          null);
    }
    for (int shot = 0; shot < shots.size(); shot++) {
      label(graphics, shots.get(shot), shot, (shot + 1) * (height + LABEL) - LABEL);
    }
    graphics.dispose();
    if (!ImageIO.write(sheet, "png", target.toFile())) {
      throw new IOException("this Java writes no PNG");
    }
  }

  /// Numbers of the film's frames that are shown.
  private static List<Long> moments(Format format, List<PlannedShot> shots) {
    var moments = new ArrayList<Long>();
    double perMillisecond = format.fpsNumerator() / (1000.0 * format.fpsDenominator());
    long passed = 0;
    for (var shot : shots) {
      for (double moment : MOMENTS) {
        moments.add((long) ((passed + moment * shot.length().toMillis()) * perMillisecond));
      }
      passed += shot.length().toMillis();
    }
    return moments;
  }

  private List<BufferedImage> frames(Path film, List<Long> moments, int height, Path room)
      throws IOException, InterruptedException {
    var raw = room.resolve("frames.rgb");
    var wanted =
        moments.stream().map(moment -> "eq(n\\," + moment + ")").collect(Collectors.joining("+"));
    var command =
        List.of(
            tools.ffmpeg().toString(),
            "-y",
            "-v",
            "error",
            "-nostdin",
            "-i",
            film.toString(),
            "-vf",
            "select=" + wanted + ",scale=" + WIDTH + ":" + height,
            "-fps_mode",
            "passthrough",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
            raw.toString());
    var run = MeasuredProcess.run(command, tools.environment());
    if (run.exit() != 0) {
      throw new IOException("ffmpeg ended with " + run.exit() + ": " + run.output());
    }
    var bytes = Files.readAllBytes(raw);
    var frames = new ArrayList<BufferedImage>();
    for (int at = 0; at + WIDTH * height * 3 <= bytes.length; at += WIDTH * height * 3) {
      var frame = new BufferedImage(WIDTH, height, BufferedImage.TYPE_3BYTE_BGR);
      frame
          .getRaster()
          .setDataElements(
              0,
              0,
              WIDTH,
              height,
              java.util.Arrays.copyOfRange(bytes, at, at + WIDTH * height * 3));
      frames.add(frame);
    }
    return frames;
  }

  private void label(Graphics2D graphics, PlannedShot shot, int number, int top) {
    Map<String, Object> staged = new TreeMap<>(shot.extra());
    staged.remove("world");
    graphics.setColor(Color.WHITE);
    line(
        graphics,
        "%d  %.1f s  %s"
            .formatted(number + 1, shot.length().toMillis() / 1000.0, shot.texts().description()),
        top + TEXT_PIXELS + 2);
    graphics.setColor(Color.LIGHT_GRAY);
    line(graphics, staged.values().toString(), top + 2 * (TEXT_PIXELS + 3));
  }

  private void line(Graphics2D graphics, String text, int y) {
    float x = GAP;
    for (var run : fonts.forText(text, TEXT_PIXELS, Fonts.Weight.REGULAR)) {
      graphics.setFont(run.font());
      graphics.drawString(run.text(), x, y);
      x +=
          (float)
              run.font().getStringBounds(run.text(), graphics.getFontRenderContext()).getWidth();
    }
  }
}
