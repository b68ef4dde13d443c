package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The server killed at ten moments of a job of the orchestrate surface, from the order to the
/// moment at which the film is done and nobody has been told.
record JobKillBench(Path launcher) {
  private static final int MOMENTS = 10;

  List<Row> run() throws IOException, InterruptedException, SQLException {
    var folder = Files.createTempDirectory("reel-job-kill");
    int survived = 0;
    double undisturbed;
    try (var errand = new JobErrand(folder.resolve("shared"))) {
      var trial =
          new KillTrial(
              errand.equipped(ServedReel.Program.ofLauncher(launcher)),
              FrameEncoder.find(launcher.resolveSibling("")).tools(),
              folder,
              errand);
      // The first start of a build may train the start-up cache; the second job is the measure.
      trial.undisturbed();
      var reference = trial.undisturbed();
      undisturbed = reference.eventMillis().getLast();
      var moments = new ArrayList<>(reference.moments(MOMENTS - 1));
      moments.add(reference.end());
      for (var moment : moments) {
        var aftermath = trial.endedAt(moment, KillTrial.Ending.KILL, reference);
        boolean isWell = aftermath.faults().isEmpty();
        survived += isWell ? 1 : 0;
        System.err.printf(
            "killed %d ms after event %d of %d with %d of %d takes: %s%n",
            moment.millisAfter(),
            moment.events(),
            reference.eventMillis().size(),
            aftermath.takesBefore(),
            reference.takes(),
            isWell ? "well" : aftermath.faults());
      }
    }
    if (survived == MOMENTS) {
      Folders.delete(folder);
    } else {
      System.err.println("what went wrong lies in " + folder);
    }
    return List.of(
        Row.least("kills after which it was made, told, nothing twice", survived, MOMENTS, "kills"),
        Row.info("undisturbed job", undisturbed, "ms"));
  }
}
