package dev.reelwright.wiring;

import java.nio.file.Path;

/// A process of its own that makes one small film and tells each step on a line, to be killed by
/// `KillTest`.
final class OneFilm {
  private OneFilm() {}

  /// @param args the folder to work in
  public static void main(String[] args) throws Exception {
    LogFile.silenceTerminal();
    try (var workshop = Workshop.open(SmallFilms.settings(Path.of(args[0])))) {
      var production = workshop.produce(workshop.order(SmallFilms.order()));
      production.onStep(
          step -> {
            System.out.println(step.kind() + " " + step.shot() + " " + step.status());
            System.out.flush();
          });
      System.out.println("END " + production.await(SmallFilms.LONGEST).state());
    }
  }
}
