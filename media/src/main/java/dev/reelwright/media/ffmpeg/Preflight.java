package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out once whether an ffmpeg can do our work, so that a missing part is told at the start
/// and not in the middle of a job. Thread-safe; remembers its answer until the program changes.
public final class Preflight {
  private static final Set<String> ENCODERS = Set.of("libx264", "aac");
  private static final Set<String> FILTERS =
      Set.of(
          "adelay",
          "afade",
          "alimiter",
          "amix",
          "apad",
          "aresample",
          "atrim",
          "concat",
          "ebur128",
          "fps",
          "loudnorm",
          "overlay",
          "pad",
          "scale",
          "sidechaincompress",
          "tpad",
          "trim",
          "volume",
          "xfade");
  private static final Pattern VERSION = Pattern.compile("(?m)^ff(?:mpeg|probe) version (\\S+)");
  // " V....D libx264   libx264 H.264 ..." and " T.C overlay   VV->V  Overlay ..."
  private static final Pattern ENCODER = Pattern.compile("(?m)^ [VAS][A-Z.]{5} (\\S+)");
  private static final Pattern FILTER = Pattern.compile("(?m)^ [A-Z.]{2,3} (\\S+) +\\S+->\\S+");

  private final Map<Key, Capabilities> known = new ConcurrentHashMap<>();
  private final @Nullable PreflightMemory memory;

  /// Asks anew in each process.
  public Preflight() {
    this.memory = null;
  }

  /// @param folder where what a program answered is kept for later processes, as long as the
  ///   program stays the same
  public Preflight(Path folder) {
    this.memory = new PreflightMemory(folder);
  }

  /// What an ffmpeg can do.
  ///
  /// @param version as it states itself, such as `8.0.1` or `5.1.9-0+deb12u1`
  public record Capabilities(String version, Set<String> encoders, Set<String> filters) {
    public Capabilities {
      encoders = Set.copyOf(encoders);
      filters = Set.copyOf(filters);
    }
  }

  /// Two programs as they are now.
  record Key(Path ffmpeg, FileTime ffmpegChanged, Path ffprobe, FileTime ffprobeChanged) {
    static Key of(FfmpegTools tools) throws FfmpegException {
      return new Key(
          tools.ffmpeg(), changed(tools.ffmpeg()), tools.ffprobe(), changed(tools.ffprobe()));
    }
  }

  /// @throws FfmpegException when the program is broken or lacks something we need; the message
  ///   says what, and what to do
  public Capabilities check(FfmpegTools tools) throws IOException, InterruptedException {
    var key = Key.of(tools);
    var remembered = known.get(key);
    if (remembered == null && memory != null) {
      remembered = memory.find(key).orElse(null);
    }
    if (remembered != null) {
      requireAll(remembered);
      known.put(key, remembered);
      return remembered;
    }
    version(tools, tools.ffprobe());
    var found =
        new Capabilities(
            version(tools, tools.ffmpeg()),
            names(ENCODER, ask(tools, tools.ffmpeg(), "-hide_banner", "-encoders")),
            names(FILTER, ask(tools, tools.ffmpeg(), "-hide_banner", "-filters")));
    requireAll(found);
    known.put(key, found);
    if (memory != null) {
      memory.keep(key, found);
    }
    return found;
  }

  private static FileTime changed(Path program) throws FfmpegException {
    try {
      return Files.getLastModifiedTime(program);
    } catch (IOException e) {
      throw new FfmpegException(
          program.getFileName() + " has vanished; install it again or correct the setting", e);
    }
  }

  private static String version(FfmpegTools tools, Path program)
      throws IOException, InterruptedException {
    var version = VERSION.matcher(ask(tools, program, "-version"));
    if (!version.find()) {
      throw new FfmpegException(
          "the program that should be "
              + program.getFileName()
              + " does not answer like one; install ffmpeg again or correct the setting",
          null);
    }
    return version.group(1);
  }

  private static String ask(FfmpegTools tools, Path program, String... question)
      throws IOException, InterruptedException {
    ShortRun run;
    try {
      run = ShortRun.of(program, tools.environment(), question);
    } catch (IOException e) {
      throw new FfmpegException(
          program.getFileName()
              + " cannot be run (is it a program for this machine, and executable?); install it"
              + " again or correct the setting",
          e);
    }
    if (run.exitCode() != 0) {
      throw FfmpegException.ended(
          "asking " + program.getFileName() + " for " + question[question.length - 1],
          "it",
          run.exitCode(),
          run.output().lines().filter(line -> !line.isBlank()).toList());
    }
    return run.output();
  }

  private static Set<String> names(Pattern line, String text) {
    var names = new TreeSet<String>();
    line.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  private static void requireAll(Capabilities found) throws FfmpegException {
    var missing = new TreeSet<String>();
    for (var encoder : ENCODERS) {
      if (!found.encoders().contains(encoder)) {
        missing.add("encoder " + encoder);
      }
    }
    for (var filter : FILTERS) {
      if (!found.filters().contains(filter)) {
        missing.add("filter " + filter);
      }
    }
    if (!missing.isEmpty()) {
      throw new FfmpegException(
          "ffmpeg "
              + found.version()
              + " lacks "
              + String.join(", ", missing)
              + "; install a full build (Debian and Ubuntu: apt install ffmpeg) or remove it from"
              + " PATH to use the bundled one",
          -1,
          List.of());
    }
  }
}
