package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells one process from a later one with the same number.
///
/// @param system the running system (boot and process namespace), without it a number means nothing
/// @param started when the process started, in a unit of the system
record ProcessStamp(String system, long pid, String started) {

  /// The stamp of a running process, empty when it has ended.
  static Optional<ProcessStamp> of(long pid) {
    return started(pid).map(start -> new ProcessStamp(currentSystem(), pid, start));
  }

  boolean isRunning() {
    return of(pid).filter(this::equals).isPresent();
  }

  static String currentSystem() {
    try {
      var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return System.getProperty("os.name", "unknown"); // no /proc: another kind of system
    }
  }

  private static Optional<String> started(long pid) {
    try {
      // Field 22, counted after the name, which may hold spaces and brackets. The ticks are exact,
      // while the instant that Java offers moves when the clock is set.
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 21)[19]);
    } catch (IOException e) {
      return ProcessHandle.of(pid)
          .flatMap(handle -> handle.info().startInstant())
          .map(instant -> Long.toString(instant.toEpochMilli()));
    }
  }
}
