package dev.reelwright.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.AssetId;
import dev.reelwright.project.Format;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShotLengthsTest {
  private final FilmView film = FilmView.aFilm().shots("words");

  @Test
  void waitsForALongNarrationToEnd() {
    assertThat(free().inFilm(film.shots().getFirst(), narration(5_000)))
        .isEqualTo(Duration.ofMillis(5_400));
  }

  @Test
  void keepsThePlannedLengthForAShortNarrationAndForNone() {
    assertThat(free().inFilm(film.shots().getFirst(), narration(2_000)))
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(free().inFilm(film.shots().getFirst(), null)).isEqualTo(Duration.ofSeconds(4));
    assertThat(free().fitMillis(film.shots().getFirst())).isZero();
  }

  @Test
  void keepsTheLengthsSomebodyFixedAndLetsNarrationFit() {
    var ofTheFilm = lengths(Duration.ofSeconds(60), null);
    var ofTheShots = lengths(null, Duration.ofSeconds(4));

    assertThat(ofTheFilm.inFilm(film.shots().getFirst(), narration(5_000)))
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(ofTheShots.fitMillis(film.shots().getFirst())).isEqualTo(4_000);
  }

  private static ShotLengths free() {
    return lengths(null, null);
  }

  private static ShotLengths lengths(@Nullable Duration film, @Nullable Duration shot) {
    return new ShotLengths(
        new ProjectSettings(
            Format.ofAspect("16:9"), film, shot, null, 1, true, true, true, Map.of(), null));
  }

  private Take narration(long lengthMillis) {
    var shot = film.shots().getFirst();
    return new Take(
        TakeId.fresh(),
        Slot.ofShot(shot.projectId(), shot.id(), SlotRole.NARRATION, 0),
        InputDigest.of(Map.of()),
        AssetId.fresh(),
        "fake",
        "fake",
        Map.of(ShotLengths.LENGTH_MILLIS, lengthMillis),
        null,
        null,
        null,
        TakeOrigin.GENERATED,
        true,
        false,
        null,
        null,
        Instant.EPOCH);
  }
}
