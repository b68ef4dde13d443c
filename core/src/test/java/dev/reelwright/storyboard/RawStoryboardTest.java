package dev.reelwright.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawStoryboardTest {
  private static final String THREE =
      """
      {"style_guide":{"look":"flat"},"scenes":[{"scene_index":0,"end_frame_prompt":"a"},\
      {"scene_index":1,"end_frame_prompt":"b"},{"scene_index":2,"end_frame_prompt":"c"}]}""";

  @Test
  void growsByTheScenesOfALaterAnswer() {
    var grown = RawStoryboard.grown(THREE, "{\"scenes\":[{\"scene_index\":3}]}");

    assertThat(grown)
        .endsWith("{\"scene_index\":2,\"end_frame_prompt\":\"c\"},{\"scene_index\":3}]}");
  }

  @Test
  void isRetoldWithItsScenesRenumberedAndItsTextsEdited() {
    var retold =
        RawStoryboard.retold(
            THREE,
            3,
            List.of(0, 2),
            Map.of(2, Map.of("end_frame_prompt", "new", "description", "unknown there")));

    assertThat(retold)
        .isEqualTo(
            """
            {"style_guide":{"look":"flat"},"scenes":[{"scene_index":0,"end_frame_prompt":"a"},\
            {"scene_index":1,"end_frame_prompt":"new"}]}""");
  }

  @Test
  void staysAsItIsWhereItIsNotToldOneSceneAShot() {
    assertThat(RawStoryboard.retold(THREE, 4, List.of(0), Map.of())).isEqualTo(THREE);
    assertThat(RawStoryboard.retold("no JSON", 1, List.of(0), Map.of())).isEqualTo("no JSON");
    assertThat(RawStoryboard.retold("{}", 0, List.of(), Map.of())).isEqualTo("{}");
  }
}
