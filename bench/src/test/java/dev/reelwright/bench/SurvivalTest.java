package dev.reelwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged server, ended in the middle of a film. `reel bench kill` does the same at fifty
/// moments.
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivalTest {
  /// What Java says of a process that SIGTERM ended in an orderly way: 128 and the signal's number.
  private static final int TERMINATED = 143;

  @TempDir private static Path folder;

  private KillTrial trial;
  private KillTrial.Reference reference;

  @BeforeAll
  void aFilmThatNobodyDisturbs() throws Exception {
    var packaged = Packaged.beside(folder);
    trial = new KillTrial(packaged.program(), packaged.tools(), folder, new FilmErrand());
    reference = trial.undisturbed();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.6})
  void isFinishedAfterAKillAsIfNothingHadHappened(double progress) throws Exception {
    var aftermath = trial.endedAt(after(progress), KillTrial.Ending.KILL, reference);

    assertThat(aftermath.faults()).isEmpty();
    assertThat(aftermath.takesBefore()).isLessThan(reference.takes());
  }

  @Test
  void goesToSleepWhenItIsStoppedAndGoesOnAfterwards() throws Exception {
    var aftermath = trial.endedAt(after(0.4), KillTrial.Ending.STOP, reference);

    assertThat(aftermath.faults()).isEmpty();
    assertThat(aftermath.exit()).isEqualTo(TERMINATED);
    assertThat(aftermath.takesBefore()).isLessThan(reference.takes());
  }

  /// A share of all that happens, whatever time it takes.
  private KillTrial.Moment after(double progress) {
    return new KillTrial.Moment((int) (progress * reference.eventMillis().size()), 0);
  }
}
