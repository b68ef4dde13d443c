package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel knows of a process that runs (proc(5)). Linux only.
record ProcessFacts(long pid) {
  // What the kernel tells to programs is in ticks of 10 ms on every Linux we know (USER_HZ).
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  /// Processor time of all its threads, without its children.
  double cpuSeconds() throws IOException {
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The program's name, in brackets, may hold blanks.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
  }

  /// Memory that is in use now.
  double residentMegabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) * 1024 / 1e6)
          .findFirst()
          .orElse(Double.NaN);
    }
  }
}
