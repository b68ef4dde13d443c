package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// ffmpeg unpacked from a jar of native programs into a folder named after the jar's content, so
/// that versions live side by side and a finished folder never changes.
final class BundledTools {
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("error while loading shared libraries: ([^\\s:]+): cannot open");
  private static final Pattern OLD_SYSTEM =
      Pattern.compile("version `(GLIBC\\w*_[\\d.]+)' not found");

  private final Path jar;
  private final Path toolsFolder;

  BundledTools(Path jar, Path toolsFolder) {
    this.jar = jar;
    this.toolsFolder = toolsFolder;
  }

  FfmpegTools unpack() throws IOException, InterruptedException {
    var folder = unpacked();
    var tools =
        new FfmpegTools(
            folder.resolve("ffmpeg"),
            folder.resolve("ffprobe"),
            // The libraries' own search path covers only some of them.
            Map.of("LD_LIBRARY_PATH", folder.toString()),
            FfmpegTools.Origin.BUNDLED);
    makeStartable(tools, folder);
    return tools;
  }

  private Path unpacked() throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      var entries =
          zip.stream()
              .filter(BundledTools::isNeeded)
              .sorted(Comparator.comparing(ZipEntry::getName))
              .map(ZipEntry.class::cast)
              .toList();
      if (entries.stream().noneMatch(entry -> fileName(entry).equals("ffmpeg"))) {
        throw new FfmpegException(
            "the bundle " + jar.getFileName() + " holds no ffmpeg for this system", null);
      }
      var folder = toolsFolder.resolve("ffmpeg-" + digest(entries));
      if (!isWhole(folder, entries)) {
        unpack(zip, entries, folder);
      }
      return folder;
    } catch (java.util.zip.ZipException e) {
      throw new FfmpegException(
          "the ffmpeg bundle " + jar.getFileName() + " is damaged; delete it and fetch it again",
          e);
    }
  }

  /// Only the programs and the libraries they load; the rest serves in-process use.
  private static boolean isNeeded(ZipEntry entry) {
    var name = entry.getName();
    if (entry.isDirectory()
        || !name.contains("/linux-x86_64")
        || !name.startsWith("org/bytedeco/")) {
      return false;
    }
    var file = fileName(entry);
    return file.equals("ffmpeg")
        || file.equals("ffprobe")
        || (file.startsWith("lib") && file.contains(".so.") && !file.startsWith("libjni"));
  }

  private static void unpack(ZipFile zip, List<ZipEntry> entries, Path folder) throws IOException {
    var parent = Files.createDirectories(folder.toAbsolutePath().getParent());
    var temporary = Files.createTempDirectory(parent, ".unpack-");
    try {
      for (var entry : entries) {
        var target = temporary.resolve(fileName(entry));
        try (var in = zip.getInputStream(entry)) {
          Files.copy(in, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
      if (Files.exists(folder) && !isWhole(folder, entries)) {
        // Someone damaged it by hand; a process never leaves a half folder under this name.
        Files.move(folder, parent.resolve(temporary.getFileName() + ".damaged"));
      }
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      requireWhole(folder, entries, e);
    } catch (java.nio.file.FileSystemException e) {
      // Linux reports a lost race as "Directory not empty" in a general exception.
      requireWhole(folder, entries, e);
    } finally {
      delete(temporary);
      delete(parent.resolve(temporary.getFileName() + ".damaged"));
    }
  }

  private static void requireWhole(Path folder, List<ZipEntry> entries, IOException lostRace)
      throws IOException {
    if (!isWhole(folder, entries)) {
      throw lostRace;
    }
  }

  private static boolean isWhole(Path folder, List<ZipEntry> entries) throws IOException {
    for (var entry : entries) {
      var file = folder.resolve(fileName(entry));
      if (!Files.isExecutable(file) || Files.size(file) != entry.getSize()) {
        return false;
      }
    }
    return true;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String fileName(ZipEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  private static String digest(List<ZipEntry> entries) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var entry : entries) {
        var line = entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Writes a stub for each library that the loader misses, and for no other: a stub would hide a
  /// real one.
  private static void makeStartable(FfmpegTools tools, Path folder)
      throws IOException, InterruptedException {
    String lastMissing = "";
    while (true) {
      var run = ShortRun.of(tools.ffmpeg(), tools.environment(), "-version");
      if (run.exitCode() == 0) {
        return;
      }
      var missing = MISSING_LIBRARY.matcher(run.output());
      if (!missing.find()) {
        throw notStarting(run);
      }
      var library = missing.group(1);
      Optional<byte[]> stub = StubLibrary.of(library);
      if (stub.isEmpty() || library.equals(lastMissing)) {
        throw new FfmpegException(
            "the bundled ffmpeg needs the system library "
                + library
                + "; install it, or install ffmpeg with the system's package manager",
            null);
      }
      var temporary = Files.createTempFile(folder, ".stub-", ".so");
      Files.write(temporary, stub.get());
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(temporary, folder.resolve(library), StandardCopyOption.ATOMIC_MOVE);
      lastMissing = library;
    }
  }

  private static FfmpegException notStarting(ShortRun run) {
    var old = OLD_SYSTEM.matcher(run.output());
    if (old.find()) {
      return new FfmpegException(
          "the bundled ffmpeg needs a newer system (glibc 2.35, it misses "
              + old.group(1)
              + "); install ffmpeg with the system's package manager instead",
          null);
    }
    return FfmpegException.ended(
        "starting the bundled ffmpeg", "it", run.exitCode(), run.output().lines().toList());
  }
}
