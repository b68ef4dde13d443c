package dev.reelwright.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.provider.Craft;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final String WORK = "01234567-89ab-7def-8123-456789abcdef";

  private static final String GRAPH =
      """
      {"1": {"class_type": "CLIPTextEncode", "inputs": {"text": "photo of {{ POSITIVE_PROMPT }}, {{POSITIVE_PROMPT}}", "n": 3, "on": true}},
       "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "a/b", "seed": "{{ SEED }}"}}}
      """;

  @Test
  void readsTheGraphItselfOrUnderPrompt() throws Exception {
    var bare = Template.read("t", GRAPH);
    var wrapped = Template.read("t", "{\"prompt\": " + GRAPH + ", \"client_id\": \"x\"}");

    assertThat(bare).isEqualTo(wrapped);
    assertThat(bare.craft()).isEqualTo(Craft.IMAGE);
    assertThat(bare.slots()).containsExactly("POSITIVE_PROMPT", "SEED");
  }

  @Test
  void fillsTheTreeAndNotTheText() throws Exception {
    var hostile = "\"}, \"x\": {{ SEED }} \\ $1 \u0000\n{{ POSITIVE_PROMPT }}";

    var filled =
        Template.read("t", GRAPH)
            .filled(WORK, Map.of("POSITIVE_PROMPT", hostile, "SEED", 5L), Map.of());

    assertThat(filled.at("/1/inputs/text").asText())
        .isEqualTo("photo of " + hostile + ", " + hostile);
    assertThat(filled.at("/2/inputs/seed").toString()).isEqualTo("5");
    assertThat(filled.at("/1/inputs/n").asInt()).isEqualTo(3);
    assertThat(filled.at("/1/inputs/on").isBoolean()).isTrue();
    assertThat(filled.size()).isEqualTo(2);
  }

  @Test
  void savesUnderANameOfTheWorksOwn() throws Exception {
    var filled =
        Template.read("t", GRAPH)
            .filled(WORK, Map.of("POSITIVE_PROMPT", "x", "SEED", 5L), Map.of());

    assertThat(filled.at("/2/inputs/filename_prefix").asText()).isEqualTo("a/b_456789abcdef");
  }

  @Test
  void doesNotChangeTheTemplate() throws Exception {
    var template = Template.read("t", GRAPH);

    template.filled(WORK, Map.of("POSITIVE_PROMPT", "x", "SEED", 5L), Map.of());

    assertThat(template).isEqualTo(Template.read("t", GRAPH));
  }

  @Test
  void saysWhichMarkNothingFills() throws Exception {
    var template = Template.read("t", GRAPH);

    assertThatThrownBy(() -> template.filled(WORK, Map.of("SEED", 5L), Map.of()))
        .isInstanceOf(Template.Unfilled.class)
        .hasMessageContaining("{{ POSITIVE_PROMPT }} in the workflow t");
  }

  @Test
  void wantsAPlaceForWhatSomebodyWrote() throws Exception {
    var saver =
        "{\"1\": {\"class_type\": \"%s\", \"inputs\": {\"text\": \"%s\", \"image\": \"%s\"}}}";

    assertThat(Template.read("a", saver.formatted("SaveImage", "a ship", "x.png")).drops(false))
        .hasValueSatisfying(why -> assertThat(why).contains("{{ POSITIVE_PROMPT }}"));
    assertThat(
            Template.read("b", saver.formatted("SaveVideo", "{{ VIDEO_PROMPT }}", "x.png"))
                .drops(true))
        .hasValueSatisfying(why -> assertThat(why).contains("{{ INPUT_IMAGE }}"));
    assertThat(
            Template.read(
                    "c", saver.formatted("SaveVideo", "{{ VIDEO_PROMPT }}", "{{ INPUT_IMAGE }}"))
                .drops(true))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{",
        "{\"prompt\": []}",
        "{\"last_node_id\": 3, \"nodes\": [], \"links\": []}",
        "{\"1\": {\"class_type\": \"X\"}}",
        "{\"1\": {\"inputs\": {}}}",
        "{\"1\": 5}"
      })
  void takesNothingElseForAWorkflow(String json) {
    assertThatThrownBy(() -> Template.read("mine", json))
        .isInstanceOf(Template.Unfilled.class)
        .hasMessageContaining("the workflow mine");
  }

  @ParameterizedTest
  @CsvSource({"1000, 25", "5000, 121", "5001, 121", "100, 5", "60000, 121", "2900, 73"})
  void roundsLengthsUpToWhatTheModelMakes(long millis, int frames) {
    assertThat(Wishes.frames(millis, new Template.Traits(1, 1, 24, 4, 121))).isEqualTo(frames);
  }

  @ParameterizedTest
  @CsvSource({
    "loading /home/me/comfy/models/x.pt failed, loading x.pt failed",
    "loading C:\\Users\\me\\x.pt failed, loading x.pt failed",
    "a and/or b 3/4, a and/or b 3/4"
  })
  void showsNobodyTheServersFolders(String said, String shown) {
    assertThat(Words.fit(said)).isEqualTo(shown);
  }
}
