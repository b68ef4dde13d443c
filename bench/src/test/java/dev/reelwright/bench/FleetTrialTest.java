package dev.reelwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server with a fleet that falls apart. `reel bench fleet` does the same with two
/// hundred jobs.
@EnabledOnOs(OS.LINUX)
class FleetTrialTest {
  private static final int JOBS = 40;

  @TempDir Path folder;

  @Test
  void completesEveryJobThoughOneServerIsKilledAndAnotherNeverEnds() throws Exception {
    var trial = new FleetTrial(Packaged.beside(folder).program(), folder);

    var outcome = trial.run(JOBS, PretendComfy.Hang.ENDLESS, Duration.ofSeconds(4));

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.completed()).isEqualTo(JOBS);
    assertThat(outcome.madeAgain()).isEmpty();
    assertThat(outcome.toldWrongly()).isEmpty();
    assertThat(outcome.asked().getFirst())
        .as("load follows speed: " + outcome.asked())
        .isGreaterThan(outcome.asked().getLast());
  }
}
