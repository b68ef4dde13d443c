package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// A line in the book of started processes, one small file each, so that a later start finds what a
/// killed server left running.
///
/// @param owner the process that started it
/// @param child the started process
/// @param program file that was started, part of the child's command line
record ChildRecord(ProcessStamp owner, ProcessStamp child, String program) {
  private static final String SUFFIX = ".child";

  /// Writes the record of a process that this one has just started.
  ///
  /// @return the file, empty when the process has already ended
  static Optional<Path> write(Path folder, Process process, Path program) throws IOException {
    var owner = ProcessStamp.of(ProcessHandle.current().pid());
    var child = ProcessStamp.of(process.pid());
    if (owner.isEmpty() || child.isEmpty()) {
      return Optional.empty();
    }
    var entry = new ChildRecord(owner.get(), child.get(), program.toString());
    var file = folder.resolve(process.pid() + "-" + child.get().started() + SUFFIX);
    var temporary = Files.createTempFile(folder, ".record-", ".part");
    Files.writeString(temporary, entry.text());
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    return Optional.of(file);
  }

  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /// @return empty when the file is no record
  static Optional<ChildRecord> read(Path file) throws IOException {
    var lines = Files.readString(file).split("\n", 6);
    try {
      return Optional.of(
          new ChildRecord(
              new ProcessStamp(lines[0], Long.parseLong(lines[1]), lines[2]),
              new ProcessStamp(lines[0], Long.parseLong(lines[3]), lines[4]),
              lines[5]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private String text() {
    return String.join(
        "\n",
        owner.system(),
        Long.toString(owner.pid()),
        owner.started(),
        Long.toString(child.pid()),
        child.started(),
        program);
  }
}
