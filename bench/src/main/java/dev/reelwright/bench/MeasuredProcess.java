package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program run to its end and measured: wall time, processor time of it and everything it started
/// and waited for, greatest memory of the program itself. Reads `/proc`, so Linux only; where that
/// is missing the latter two are not a number.
record MeasuredProcess(
    double wallSeconds, double cpuSeconds, double peakMegabytes, int exit, String output) {
  // What the kernel tells to programs is in ticks of 10 ms on every Linux we know (USER_HZ).
  private static final double TICKS_PER_SECOND = 100;
  private static final long LONGEST_MINUTES = 30;
  private static final long SAMPLE_MILLIS = 25;
  private static final int CHILDREN_USER = 13;

  static MeasuredProcess run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("reel-bench", ".out");
    try {
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      double cpuBefore = childrenCpu();
      long start = System.nanoTime();
      var process = builder.start();
      process.getOutputStream().close();
      double peak = Double.NaN;
      try {
        while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
          peak = Math.max(Double.isNaN(peak) ? 0 : peak, peakMegabytes(process.pid()));
          if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(LONGEST_MINUTES)) {
            throw new IOException("does not end: " + String.join(" ", command));
          }
        }
      } finally {
        process.destroy();
      }
      return new MeasuredProcess(
          (System.nanoTime() - start) / 1e9,
          childrenCpu() - cpuBefore,
          peak,
          process.exitValue(),
          Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /// Processor time of all children that ended and were waited for, with theirs in turn (proc(5):
  /// `cutime`, `cstime`).
  static double childrenCpu() throws IOException {
    var file = Path.of("/proc/self/stat");
    if (!Files.exists(file)) {
      return Double.NaN;
    }
    var stat = Files.readString(file);
    // The program's name, in brackets, may hold blanks.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]))
        / TICKS_PER_SECOND;
  }

  private static double peakMegabytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) * 1024 / 1e6)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException _) {
      // It ended between two looks.
      return 0;
    }
  }
}
