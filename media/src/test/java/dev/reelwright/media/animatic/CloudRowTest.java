package dev.reelwright.media.animatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CloudRowTest {
  private final Dice dice = new Dice(9);

  @Test
  void givesEachPlaceWhatItHasAlone() {
    var random = new SplittableRandom(3);
    for (int round = 0; round < 50; round++) {
      double y = random.nextDouble(-20, 20);
      int octaves = random.nextInt(1, 6);
      var row = dice.cloudRow(y, octaves);

      for (int place = 0; place < 200; place++) {
        // Forth and back, within a cell and across many.
        double x = place * random.nextDouble(-0.1, 0.2);

        assertThat(row.at(x)).isEqualTo(dice.cloud(x, y, octaves)).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void hasNoSeamsBetweenItsCells() {
    var row = dice.cloudRow(0.4, 3);

    for (int cell = -5; cell < 5; cell++) {
      assertThat(row.at(Math.nextDown((double) cell))).isCloseTo(row.at(cell), offset(1e-9));
    }
  }
}
