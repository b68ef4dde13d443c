package dev.reelwright.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String PLANTED = "planted";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.reelwright");

  private static final JavaClasses MISTAKES = new ClassFileImporter().importPackages(PLANTED);

  @ParameterizedTest
  @MethodSource("rulesOfTheHouse")
  void theHouseKeeps(HouseRule house) {
    house.rule().check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rulesOfThePlantedTree")
  void aPlantedMistakeIsFound(HouseRule house) {
    var result = house.rule().evaluate(MISTAKES);

    assertThat(result.hasViolation()).as(house.name()).isTrue();
  }

  @Test
  void everyModuleIsSeen() {
    assertThat(HOUSE.stream().map(found -> found.getPackageName()))
        .contains(
            "dev.reelwright.project",
            "dev.reelwright.media.ffmpeg",
            "dev.reelwright.provider.builtin",
            "dev.reelwright.http.campaign");
  }

  static Stream<HouseRule> rulesOfTheHouse() {
    return rules("dev.reelwright").stream();
  }

  static Stream<HouseRule> rulesOfThePlantedTree() {
    return rules(PLANTED).stream();
  }

  private static List<HouseRule> rules(String root) {
    return Stream.concat(new Arrows(root).rules().stream(), new Habits(root).rules().stream())
        .toList();
  }
}
