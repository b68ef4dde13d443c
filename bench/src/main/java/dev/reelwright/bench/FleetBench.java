package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Two hundred jobs of the orchestrate surface on four ComfyUI servers of different speed, of which
/// one is killed and one hangs on the way; once so that it says nothing any more, and once so that
/// it answers and never gets anything done.
record FleetBench(Path launcher) {
  private static final int JOBS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Alone, the slowest server would take eight times as long over a part as the fastest; with what
  /// every part costs besides, about three times.
  private static final double FOLLOWS_SPEED = 1.5;

  List<Row> run() throws IOException, InterruptedException {
    var rows = new ArrayList<Row>();
    for (var hang : PretendComfy.Hang.values()) {
      var folder = Files.createTempDirectory("reel-fleet");
      var outcome =
          new FleetTrial(ServedReel.Program.ofLauncher(launcher), folder).run(JOBS, hang, PATIENCE);
      outcome.failures().forEach(failure -> System.err.println("failed: " + failure));
      rows.addAll(rows(hang, outcome));
      if (outcome.completed() == JOBS) {
        Folders.delete(folder);
      } else {
        System.err.println("what went wrong lies in " + folder);
      }
    }
    return rows;
  }

  private static List<Row> rows(PretendComfy.Hang hang, FleetTrial.Outcome outcome) {
    var rows = new ArrayList<Row>();
    var how =
        switch (hang) {
          case SILENT -> "one says nothing: ";
          case ENDLESS -> "one never ends: ";
        };
    rows.add(Row.least(how + "jobs completed", outcome.completed(), JOBS, "jobs"));
    rows.add(Row.bar(how + "parts made again", outcome.madeAgain().size(), 0, "parts"));
    rows.add(Row.bar(how + "jobs not told once", outcome.toldWrongly().size(), 0, "jobs"));
    rows.add(
        Row.least(
            how + "fastest server over slowest",
            outcome.fastestOverSlowest(),
            FOLLOWS_SPEED,
            "times"));
    for (int i = 0; i < outcome.asked().size(); i++) {
      rows.add(
          Row.info(
              "%sasked of server %d, %d before the kill"
                  .formatted(how, i + 1, outcome.whileWell().get(i)),
              outcome.asked().get(i),
              "prompts"));
    }
    rows.add(Row.info(how + "sent in vain", outcome.inVain(), "prompts"));
    rows.add(Row.info(how + "all jobs", outcome.wall().toMillis() / 1000.0, "s"));
    return rows;
  }
}
