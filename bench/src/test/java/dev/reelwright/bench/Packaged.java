package dev.reelwright.bench;

import dev.reelwright.media.ffmpeg.FfmpegLocator;
import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.ffmpeg.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The server as this build has packaged it, started without the launcher.
///
/// @param tools the ffmpeg that it takes
record Packaged(ServedReel.Program program, FfmpegTools tools) {
  /// @param folder for what it keeps beside its data
  static Packaged beside(Path folder) throws IOException, InterruptedException {
    var cache = Path.of("..", "server", "target").toAbsolutePath().normalize();
    var bundle = FfmpegLocator.bundleOnClassPath(Packaged.class.getClassLoader()).orElseThrow();
    var tools =
        new FfmpegLocator(
                new FfmpegLocator.Settings(null, "", bundle, cache.resolve("tools")),
                new Preflight())
            .locate();
    var home = Files.createDirectories(folder.resolve("home"));
    var program =
        new ServedReel.Program(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx288m",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dreelwright.home=" + home,
                "-cp",
                cache.resolve("quarkus-app").resolve("quarkus-run.jar").toString(),
                "dev.reelwright.cli.Reel"),
            Map.of(
                "REELWRIGHT_CACHE", cache.toString(),
                "REELWRIGHT_FFMPEG", "bundled",
                "REELWRIGHT_FFMPEG_JAR", bundle.toString()));
    return new Packaged(program, tools);
  }
}
