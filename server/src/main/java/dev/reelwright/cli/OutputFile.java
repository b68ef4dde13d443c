package dev.reelwright.cli;

import dev.reelwright.wiring.FileName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the finished film goes. Checked before the work starts; written under a temporary name and
/// renamed, so that the name never stands for half a film; never overwrites without leave.
final class OutputFile {
  private static final long BYTES_PER_SECOND = 1_000_000;

  private final Path folder;
  private final @Nullable Path wished;
  private final boolean force;

  OutputFile(Path folder, @Nullable Path wished, boolean force) {
    this.folder = folder;
    this.wished = wished;
    this.force = force;
  }

  /// @param wished what `--out` says, or null: a name made from the title, in the working folder
  /// @param seconds about how long the film will be
  static OutputFile check(@Nullable Path wished, boolean force, long seconds) throws Failure {
    var full = wished == null ? null : wished.toAbsolutePath().normalize();
    if (full != null && Files.isDirectory(full)) {
      throw Failure.usage("out-is-folder", full);
    }
    if (full != null && !full.toString().toLowerCase(Locale.ROOT).endsWith(".mp4")) {
      throw Failure.usage("out-not-mp4", full);
    }
    if (full != null && Files.exists(full) && !force) {
      throw Failure.usage("out-exists", full);
    }
    var folder = full == null ? Path.of("").toAbsolutePath() : parent(full);
    var output = new OutputFile(folder, full, force);
    output.checkFolder(seconds * BYTES_PER_SECOND);
    return output;
  }

  private void checkFolder(long bytes) throws Failure {
    if (!Files.isDirectory(folder)) {
      throw Failure.of("out-no-folder", folder);
    }
    try {
      var probe = temporary();
      try {
        // Metadata may still fit on a full disk; content tells.
        Files.write(probe, new byte[4096]);
      } finally {
        Files.deleteIfExists(probe);
      }
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < bytes) {
        throw Failure.of("out-full", folder, free / 1_000_000, bytes / 1_000_000);
      }
    } catch (NoSuchFileException e) {
      // Some folders, such as those below /proc, are none in which files can be made.
      throw Failure.of("out-no-files", e, folder);
    } catch (IOException e) {
      throw Failure.of("out-unwritable", e, folder, reason(e));
    }
  }

  /// Copies the film to its place.
  ///
  /// @return where it is
  /// @throws IOException when it could not be written; nothing is left behind then
  Path deliver(Path film, String title, String id) throws IOException {
    var part = temporary();
    try {
      Files.copy(film, part, StandardCopyOption.REPLACE_EXISTING);
      try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return name(part, title, id);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Path name(Path part, String title, String id) throws IOException {
    if (wished != null && force) {
      return Files.move(part, wished, StandardCopyOption.REPLACE_EXISTING);
    }
    if (wished != null) {
      return link(part, wished);
    }
    for (int n = 1; ; n++) {
      var suffix = n == 1 ? "" : "-" + n;
      var target = folder.resolve(FileName.of(title) + "-" + id + suffix + ".mp4");
      if (Files.isRegularFile(target) && Files.mismatch(part, target) < 0) {
        // It was delivered before.
        return target;
      }
      try {
        return link(part, target);
      } catch (FileAlreadyExistsException _) {
        // Someone else's film has this name; the next number is tried.
      }
    }
  }

  /// A move without the option to replace fails when the name is taken.
  private static Path link(Path part, Path target) throws IOException {
    return Files.move(part, target);
  }

  /// Not `createTempFile`: that makes the film readable for its owner only.
  private Path temporary() {
    return folder.resolve(".reel-" + UUID.randomUUID() + ".tmp");
  }

  private static Path parent(Path file) {
    var parent = file.getParent();
    return parent == null ? file : parent;
  }

  /// Why, in words; where is told by whoever asks.
  static String reason(IOException e) {
    var said = e instanceof FileSystemException ofFile ? ofFile.getReason() : e.getMessage();
    return said != null && !said.isBlank()
        ? said
        : e.getClass().getSimpleName().replaceAll("Exception$", "").replaceAll("\\B(?=[A-Z])", " ");
  }
}
