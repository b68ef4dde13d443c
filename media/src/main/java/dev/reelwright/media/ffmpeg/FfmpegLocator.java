package dev.reelwright.media.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds ffmpeg: the configured program, else one on the search path that can do our work, else the
/// bundled one, unpacked on first use. Safe when several processes locate at once.
public final class FfmpegLocator {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegLocator.class);
  private static final String BUNDLE_RESOURCE = "org/bytedeco/ffmpeg/linux-x86_64-gpl/ffmpeg";

  private final Settings settings;
  private final Preflight preflight;

  /// @param configured an ffmpeg program, or a folder that holds it; null to look for one
  /// @param searchPath folders separated as in the variable `PATH`; empty to skip this place
  /// @param bundledJar jar of native programs (`org.bytedeco:ffmpeg`, classifier
  ///   `linux-x86_64-gpl`); null when there is none
  /// @param toolsFolder where the bundle is unpacked, about 85 MB; created when needed
  public record Settings(
      @Nullable Path configured, String searchPath, @Nullable Path bundledJar, Path toolsFolder) {

    /// The usual places: no configured program, `PATH`, and a bundle when given.
    public static Settings usual(@Nullable Path bundledJar, Path toolsFolder) {
      var path = System.getenv("PATH");
      return new Settings(null, path == null ? "" : path, bundledJar, toolsFolder);
    }
  }

  public FfmpegLocator(Settings settings, Preflight preflight) {
    this.settings = settings;
    this.preflight = preflight;
  }

  /// @throws FfmpegException when there is none; the message says what to do
  public FfmpegTools locate() throws IOException, InterruptedException {
    var configured = settings.configured();
    if (configured != null) {
      return configured(configured);
    }
    var onPath = onSearchPath();
    if (onPath.isPresent()) {
      var unusable = whyUnusable(onPath.get());
      if (unusable == null || settings.bundledJar() == null) {
        return onPath.get();
      }
      LOG.warn("ffmpeg on PATH is passed over for the bundled one: {}", unusable);
    }
    return bundled();
  }

  /// The bundle when it is on the class path, as in tests.
  public static Optional<Path> bundleOnClassPath(ClassLoader loader) throws IOException {
    var resource = loader.getResource(BUNDLE_RESOURCE);
    if (resource == null || !(resource.openConnection() instanceof JarURLConnection connection)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(connection.getJarFileURL().toURI()));
    } catch (URISyntaxException e) {
      throw new IOException("the class path names a jar by a broken address", e);
    }
  }

  private static FfmpegTools configured(Path configured) throws FfmpegException {
    var ffmpeg = Files.isDirectory(configured) ? configured.resolve("ffmpeg") : configured;
    if (!Files.isExecutable(ffmpeg)) {
      throw new FfmpegException(
          "the configured ffmpeg is no program that can be run; correct the setting or remove it"
              + " to let one be found",
          null);
    }
    var name = ffmpeg.getFileName().toString().replace("ffmpeg", "ffprobe");
    var ffprobe = ffmpeg.resolveSibling(name);
    if (name.equals(ffmpeg.getFileName().toString()) || !Files.isExecutable(ffprobe)) {
      throw new FfmpegException(
          "there is no ffprobe beside the configured ffmpeg; put it into the same folder", null);
    }
    return tools(ffmpeg, ffprobe, FfmpegTools.Origin.CONFIGURED);
  }

  private Optional<FfmpegTools> onSearchPath() {
    var ffmpeg = find("ffmpeg");
    var ffprobe = find("ffprobe");
    if (ffmpeg.isEmpty() || ffprobe.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(tools(ffmpeg.get(), ffprobe.get(), FfmpegTools.Origin.PATH));
  }

  private Optional<Path> find(String program) {
    for (var folder : settings.searchPath().split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        var candidate = Path.of(folder, program);
        if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
          return Optional.of(candidate.toAbsolutePath());
        }
      }
    }
    return Optional.empty();
  }

  private @Nullable String whyUnusable(FfmpegTools tools) throws InterruptedException {
    try {
      preflight.check(tools);
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private FfmpegTools bundled() throws IOException, InterruptedException {
    var jar = settings.bundledJar();
    if (jar == null || !Files.isRegularFile(jar)) {
      throw new FfmpegException(
          "ffmpeg was not found on PATH and no bundle is at hand; install ffmpeg (Debian and Ubuntu:"
              + " apt install ffmpeg) or name its place in the settings",
          null);
    }
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var machine = System.getProperty("os.arch", "");
    if (!system.contains("linux") || !(machine.equals("amd64") || machine.equals("x86_64"))) {
      throw new FfmpegException(
          "the bundled ffmpeg runs on Linux x86-64 only; install ffmpeg and put it on PATH", null);
    }
    return new BundledTools(jar, settings.toolsFolder()).unpack();
  }

  private static FfmpegTools tools(Path ffmpeg, Path ffprobe, FfmpegTools.Origin origin) {
    return new FfmpegTools(ffmpeg.toAbsolutePath(), ffprobe.toAbsolutePath(), Map.of(), origin);
  }
}
