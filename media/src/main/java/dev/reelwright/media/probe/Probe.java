package dev.reelwright.media.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.media.ffmpeg.FfmpegException;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.timeline.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads what media files hold; remembers it while a file stays as it is. Thread-safe.
public final class Probe {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Set<String> INTERLACED = Set.of("tt", "bb", "tb", "bt");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FfmpegRunner runner;
  private final ProbeMemory memory = new ProbeMemory();

  public Probe(FfmpegRunner runner) {
    this.runner = runner;
  }

  /// @throws UnreadableMediaException when the file is empty, of no known kind or broken
  public ProbedFile probe(Path file) throws IOException, InterruptedException {
    return probe(file, false);
  }

  /// As [#probe(Path)], and counts the coded frames, which reads the whole file but decodes
  /// nothing.
  public ProbedFile probeCounting(Path file) throws IOException, InterruptedException {
    return probe(file, true);
  }

  /// Options that make ffmpeg open exactly this file and as exactly this kind, to be followed by
  /// nothing else but further inputs or outputs.
  public static List<String> inputArguments(Path file, MediaFormat format) {
    return List.of(
        "-protocol_whitelist",
        "file,pipe",
        "-f",
        format.demuxer(),
        "-i",
        "file:" + file.toAbsolutePath());
  }

  private ProbedFile probe(Path file, boolean counting) throws IOException, InterruptedException {
    var key = ProbeMemory.key(file);
    var known = key.flatMap(it -> memory.find(it, counting));
    if (known.isPresent()) {
      return known.get();
    }
    var read = read(file, counting);
    key.ifPresent(it -> memory.put(it, read, counting));
    return read;
  }

  private ProbedFile read(Path file, boolean counting) throws IOException, InterruptedException {
    var name = String.valueOf(file.getFileName());
    if (Files.size(file) == 0) {
      throw new UnreadableMediaException(name + " is empty", null);
    }
    var format = MediaFormat.of(file);
    if (format.isEmpty()) {
      throw new UnreadableMediaException(
          name + " is no picture, sound or video of a kind that is accepted", null);
    }
    if (format.get() == MediaFormat.WAV) {
      var plain = PlainSound.of(file);
      if (plain.isPresent()) {
        return new ProbedFile(MediaFormat.WAV, Optional.empty(), plain);
      }
    }
    if (format.get() == MediaFormat.PNG) {
      var plain = PlainPicture.of(file, counting);
      if (plain.isPresent()) {
        return new ProbedFile(MediaFormat.PNG, plain, Optional.empty());
      }
    }
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-of", "json", "-show_streams", "-show_data_hash", "sha256"));
    if (counting) {
      arguments.add("-count_packets");
    }
    arguments.addAll(inputArguments(file, format.get()));
    try {
      var answer = runner.probe("reading " + name, arguments, LIMIT, () -> false);
      return read(name, format.get(), JSON.readTree(answer));
    } catch (FfmpegException e) {
      if (e.exitCode().isEmpty()) {
        throw e; // ffprobe was ended or did not start: no word about the file
      }
      throw new UnreadableMediaException(name + " is broken: " + e.getMessage(), e);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new UnreadableMediaException(name + " holds values that make no sense", e);
    }
  }

  private static ProbedFile read(String name, MediaFormat format, JsonNode answer)
      throws UnreadableMediaException {
    var picture = first(answer, "video").map(stream -> picture(format, stream));
    var sound = first(answer, "audio").map(Probe::sound);
    if (picture.isEmpty() && sound.isEmpty()) {
      throw new UnreadableMediaException(name + " holds neither pictures nor sound", null);
    }
    if (picture.filter(it -> it.widthPixels() < 1 || it.heightPixels() < 1).isPresent()) {
      throw new UnreadableMediaException(name + " is broken: its pictures have no size", null);
    }
    return new ProbedFile(format, picture, sound);
  }

  private static Optional<JsonNode> first(JsonNode answer, String type) {
    return StreamSupport.stream(answer.path("streams").spliterator(), false)
        .filter(stream -> stream.path("codec_type").asText().equals(type))
        // A cover picture in a sound file is no film.
        .filter(stream -> stream.path("disposition").path("attached_pic").asInt() == 0)
        .findFirst();
  }

  private static ProbedFile.Picture picture(MediaFormat format, JsonNode stream) {
    int width = stream.path("width").asInt();
    int height = stream.path("height").asInt();
    var aspect = fraction(stream.path("sample_aspect_ratio").asText().replace(':', '/'));
    boolean square = aspect.isEmpty() || aspect.get()[0] == aspect.get()[1];
    if (!square) {
      width = (int) Math.round((double) width * aspect.get()[0] / aspect.get()[1]);
    }
    boolean sideways = Math.abs(rotation(stream)) % 180 == 90;
    var average = fraction(stream.path("avg_frame_rate").asText());
    var real = fraction(stream.path("r_frame_rate").asText());
    var rate =
        format.isImage() && format != MediaFormat.GIF
            ? Optional.<FrameRate>empty()
            : average.or(() -> real).map(it -> FrameRate.of(it[0], it[1]));
    return new ProbedFile.Picture(
        stream.path("codec_name").asText("unknown"),
        sideways ? height : width,
        sideways ? width : height,
        square && rotation(stream) == 0,
        rate,
        stream.path("avg_frame_rate").equals(stream.path("r_frame_rate")),
        rate.isEmpty() ? Optional.empty() : length(stream),
        frames(stream),
        stream.path("pix_fmt").asText("unknown"),
        said(stream, "color_space"),
        said(stream, "color_range"),
        said(stream, "color_transfer"),
        INTERLACED.contains(stream.path("field_order").asText()),
        stream.path("extradata_hash").asText(""),
        stream.path("index").asInt());
  }

  private static ProbedFile.Sound sound(JsonNode stream) {
    return new ProbedFile.Sound(
        stream.path("codec_name").asText("unknown"),
        stream.path("sample_rate").asInt(),
        stream.path("channels").asInt(),
        length(stream));
  }

  private static int rotation(JsonNode stream) {
    for (var side : stream.path("side_data_list")) {
      if (side.has("rotation")) {
        return side.path("rotation").asInt();
      }
    }
    return 0;
  }

  private static OptionalLong frames(JsonNode stream) {
    var counted = stream.path("nb_read_packets");
    return counted.isMissingNode()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(counted.asText()));
  }

  private static Optional<Duration> length(JsonNode stream) {
    var base = fraction(stream.path("time_base").asText());
    if (base.isPresent() && stream.has("duration_ts")) {
      double seconds = (double) stream.path("duration_ts").asLong() * base.get()[0] / base.get()[1];
      return Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
    // Matroska keeps the length of a stream in a tag, `00:00:02.005000000`.
    var tag = stream.path("tags").path("DURATION").asText();
    if (tag.matches("\\d+:\\d\\d:\\d\\d(\\.\\d+)?")) {
      var parts = tag.split(":", -1);
      return Optional.of(Duration.parse("PT" + parts[0] + "H" + parts[1] + "M" + parts[2] + "S"));
    }
    return Optional.empty();
  }

  private static Optional<long[]> fraction(String text) {
    if (!text.matches("\\d{1,15}/\\d{1,15}")) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    long[] parts = {
      Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1))
    };
    return parts[0] == 0 || parts[1] == 0 ? Optional.empty() : Optional.of(parts);
  }

  private static @Nullable String said(JsonNode stream, String field) {
    var text = stream.path(field).asText();
    return text.isEmpty() || text.equals("unknown") ? null : text;
  }
}
