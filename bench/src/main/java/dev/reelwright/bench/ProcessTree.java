package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process that the bench has started, with all that it has started in turn.
final class ProcessTree {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int OF_CHILDREN = 4;
  private static final long END_SECONDS = 20;

  private ProcessTree() {}

  /// Processor time of all of them, those included that have ended and were waited for (proc(5)).
  static double cpuSeconds(ProcessHandle root) throws IOException {
    long ticks = 0;
    for (var process : all(root)) {
      var file = Path.of("/proc/" + process.pid() + "/stat");
      if (Files.exists(file)) {
        var stat = Files.readString(file);
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        for (var field = USER; field < USER + OF_CHILDREN; field++) {
          ticks += Long.parseLong(fields[field]);
        }
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  /// Asks all of them to end, and waits; who does not is killed.
  static void end(Process root) {
    var all = all(root.toHandle());
    all.forEach(ProcessHandle::destroy);
    try {
      if (!root.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        root.waitFor(END_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<ProcessHandle> all(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }
}
