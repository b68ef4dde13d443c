package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// The server killed at fifty moments of a film, from the order to the end.
record KillBench(Path launcher) {
  private static final int MOMENTS = 50;

  List<Row> run() throws IOException, InterruptedException, SQLException {
    var folder = Files.createTempDirectory("reel-kill");
    var trial =
        new KillTrial(
            ServedReel.Program.ofLauncher(launcher),
            FrameEncoder.find(launcher.resolveSibling("")).tools(),
            folder,
            new FilmErrand());
    // The first start of a build may train the start-up cache; the second film is the measure.
    trial.undisturbed();
    var reference = trial.undisturbed();
    System.err.printf(
        "undisturbed: %d takes, %d events in %d ms%n",
        reference.takes(), reference.eventMillis().size(), reference.eventMillis().getLast());
    int survived = 0;
    int inTheMiddle = 0;
    int number = 0;
    List<KillTrial.Moment> moments = reference.moments(MOMENTS);
    for (var moment : moments) {
      number++;
      var aftermath = trial.endedAt(moment, KillTrial.Ending.KILL, reference);
      boolean isWell = aftermath.faults().isEmpty();
      survived += isWell ? 1 : 0;
      inTheMiddle += aftermath.takesBefore() < reference.takes() ? 1 : 0;
      System.err.printf(
          "%d/%d killed %d ms after event %d with %d of %d takes: %s%n",
          number,
          moments.size(),
          moment.millisAfter(),
          moment.events(),
          aftermath.takesBefore(),
          reference.takes(),
          isWell ? "well" : aftermath.faults());
    }
    if (survived == moments.size()) {
      Folders.delete(folder);
    } else {
      System.err.println("what went wrong lies in " + folder);
    }
    return List.of(
        Row.least("kills after which the same film was finished", survived, MOMENTS, "kills"),
        Row.info("of them before the last take", inTheMiddle, "kills"),
        Row.info("undisturbed film", reference.eventMillis().getLast(), "ms"));
  }
}
