package dev.reelwright.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.media.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A finished file as ffprobe and ffmpeg see it: measured, not believed.
///
/// @param loudness integrated, in LUFS
/// @param peak true peak, in dBFS
/// @param darkest average luma of the darkest frame, 0..255
/// @param brightest average luma of the brightest frame
record MeasuredFilm(
    JsonNode video,
    JsonNode audio,
    int streams,
    long countedFrames,
    double videoSeconds,
    double audioSeconds,
    double loudness,
    double peak,
    double darkest,
    double brightest) {
  private static final Pattern LOUDNESS = Pattern.compile("I:\\s+(-?[\\d.]+|-inf) LUFS");
  private static final Pattern PEAK = Pattern.compile("Peak:\\s+(-?[\\d.]+|-inf) dBFS");
  private static final Pattern LUMA = Pattern.compile("lavfi.signalstats.YAVG=([\\d.]+)");

  static MeasuredFilm of(Path file, FfmpegTools tools) throws IOException, InterruptedException {
    var probed =
        new ObjectMapper()
            .readTree(
                run(
                    tools,
                    tools.ffprobe(),
                    "-v",
                    "error",
                    "-count_frames",
                    "-show_streams",
                    "-of",
                    "json",
                    file.toString()));
    JsonNode video = null;
    JsonNode audio = null;
    for (var stream : probed.get("streams")) {
      switch (stream.get("codec_type").asText()) {
        case "video" -> video = stream;
        case "audio" -> audio = stream;
        default -> throw new IOException("unexpected stream: " + stream);
      }
    }
    if (video == null || audio == null) {
      throw new IOException("a stream is missing: " + probed);
    }
    var sound =
        run(
            tools,
            tools.ffmpeg(),
            "-hide_banner",
            "-nostdin",
            "-i",
            file.toString(),
            "-map",
            "0:a",
            "-af",
            "ebur128=peak=true",
            "-f",
            "null",
            "-");
    var picture =
        run(
            tools,
            tools.ffmpeg(),
            "-v",
            "error",
            "-nostdin",
            "-i",
            file.toString(),
            "-map",
            "0:v",
            "-vf",
            "signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=-",
            "-f",
            "null",
            "-");
    var lumas =
        LUMA.matcher(picture).results().mapToDouble(m -> Double.parseDouble(m.group(1))).toArray();
    return new MeasuredFilm(
        video,
        audio,
        probed.get("streams").size(),
        video.get("nb_read_frames").asLong(),
        video.get("duration").asDouble(),
        audio.get("duration").asDouble(),
        last(LOUDNESS, sound),
        last(PEAK, sound),
        java.util.Arrays.stream(lumas).min().orElse(0),
        java.util.Arrays.stream(lumas).max().orElse(0));
  }

  private static double last(Pattern pattern, String text) {
    var found = pattern.matcher(text).results().toList();
    var value = found.getLast().group(1);
    return value.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(value);
  }

  private static String run(FfmpegTools tools, Path program, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(tools.environment());
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(program.getFileName() + " failed: " + output);
    }
    return output;
  }
}
