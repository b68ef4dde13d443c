package dev.reelwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged server, killed in the middle of a job of the orchestrate surface. `reel bench
/// job-kill` does the same at ten moments.
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobSurvivalTest {
  @TempDir private static Path folder;

  private JobErrand errand;
  private KillTrial trial;
  private KillTrial.Reference reference;

  @BeforeAll
  void aJobThatNobodyDisturbs() throws Exception {
    var packaged = Packaged.beside(folder);
    errand = new JobErrand(folder.resolve("shared"));
    trial = new KillTrial(errand.equipped(packaged.program()), packaged.tools(), folder, errand);
    reference = trial.undisturbed();
  }

  @AfterAll
  void close() {
    errand.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.7})
  void isFinishedAndToldOnceAndOrdersNothingTwiceAfterAKill(double progress) throws Exception {
    int events = (int) (progress * reference.eventMillis().size());

    var aftermath =
        trial.endedAt(new KillTrial.Moment(events, 0), KillTrial.Ending.KILL, reference);

    assertThat(aftermath.faults()).isEmpty();
    assertThat(aftermath.takesBefore()).isLessThan(reference.takes());
  }

  @Test
  void isToldOnceWhenItWasDoneAndNobodyHadHeardOfIt() throws Exception {
    var aftermath = trial.endedAt(reference.end(), KillTrial.Ending.KILL, reference);

    assertThat(aftermath.faults()).isEmpty();
  }
}
