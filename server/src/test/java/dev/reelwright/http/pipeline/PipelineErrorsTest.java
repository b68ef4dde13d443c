package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.Engine;
import dev.reelwright.http.Wire;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way in which a request can be wrong.
@QuarkusTest
class PipelineErrorsTest {
  private static final Map<String, String> RIGHT =
      Map.ofEntries(
          Map.entry("prompt", "\"One.\""),
          Map.entry("style", "\"anime\""),
          Map.entry("aspect_ratio", "\"9:16\""),
          Map.entry("clip_duration", "\"4\""),
          Map.entry("total_duration", "6.0"),
          Map.entry("text_model", "\"gemini-2.5-pro\""),
          Map.entry("image_model", "\"gemini-2.5-flash-image\""),
          Map.entry("video_model", "\"veo-3.1-generate-001\""),
          Map.entry("enable_audio", "\"off\""),
          Map.entry("audio_enabled", "0"),
          Map.entry("scene_edits", "{\"0\": {\"end_frame_prompt\": \"\u5c71\"}}"),
          Map.entry("deleted_scenes", "[7]"),
          Map.entry("clear_keyframes", "[0, -1]"),
          Map.entry("crossfade_seconds", "0.25"));

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Engine engine;

  private PipelineClient client;

  @BeforeEach
  void connect() {
    client = new PipelineClient(port, engine);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                             | missing          | prompt
          {"prompt": 5}                                  | string_type      | prompt
          {"prompt": null}                               | string_type      | prompt
          {"prompt": "x", "clip_duration": "six"}        | int_parsing      | clip_duration
          {"prompt": "x", "clip_duration": 6.5}          | int_from_float   | clip_duration
          {"prompt": "x", "clip_duration": []}           | int_type         | clip_duration
          {"prompt": "x", "total_duration": 99999999999} | int_parsing_size | total_duration
          {"prompt": "x", "total_duration": 1e30}        | int_parsing_size | total_duration
          {"prompt": "x", "enable_audio": "maybe"}       | bool_parsing     | enable_audio
          {"prompt": "x", "enable_audio": 2}             | bool_parsing     | enable_audio
          {"prompt": "x", "enable_audio": {}}            | bool_type        | enable_audio
          {"prompt": "x", "style": ["y"]}                | string_type      | style
          """)
  void aMemberThatCannotBeReadIsAFinding(String body, String type, String member) {
    var reply = client.postText("/api/generate", body);

    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.json().at("/detail/0/type").asText()).isEqualTo(type);
    assertThat(reply.json().at("/detail/0/loc").toString())
        .isEqualTo("[\"body\",\"%s\"]".formatted(member));
    assertThat(reply.json().at("/detail/0/msg").isTextual()).isTrue();
  }

  @Test
  void allFindingsAreToldAtOnce() {
    var reply = client.postText("/api/generate", "{\"clip_duration\": \"x\", \"style\": 1}");

    assertThat(reply.json().path("detail")).hasSize(3);
  }

  @Test
  void aBodyThatIsNoObjectIsRefusedAsAWhole() {
    assertFinding(client.post("/api/generate"), "missing", "[\"body\"]");
    assertFinding(client.postText("/api/generate", "null"), "missing", "[\"body\"]");
    assertFinding(client.postText("/api/generate", "[1]"), "model_attributes_type", "[\"body\"]");
    assertFinding(
        client.send(
            "POST",
            "/api/generate",
            Map.of("Content-Type", "text/plain"),
            "{\"prompt\":\"x\"}".getBytes(StandardCharsets.UTF_8)),
        "model_attributes_type",
        "[\"body\"]");
    var broken = client.postText("/api/generate", "{nope");
    assertThat(broken.status()).isEqualTo(422);
    assertThat(broken.json().at("/detail/0/type").asText()).isEqualTo("json_invalid");
    assertThat(broken.json().at("/detail/0/loc/0").asText()).isEqualTo("body");
    assertThat(broken.json().at("/detail/0/loc/1").isInt()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "aspect_ratio": "1:1" | aspect_ratio must be 16:9 or 9:16, got 1:1
          "aspect_ratio": "1:1", "clip_duration": 99 | aspect_ratio must be 16:9 or 9:16, got 1:1
          "clip_duration": 5 | clip_duration 5 not supported for veo-3.1-fast-generate-001. Allowed: [4, 6, 8]
          "clip_duration": 4, "video_model": "n" | clip_duration 4 not supported for n. Allowed: [5, 6, 7, 8]
          "clip_duration": 4, "video_model": "veo-2.0-generate-001" | clip_duration 4 not supported for veo-2.0-generate-001. Allowed: [5, 6, 7, 8]
          "text_model": "n", "image_model": "n" | Invalid text_model: n
          "image_model": "n", "video_model": "n" | Invalid image_model: n
          "video_model": "n" | Invalid video_model: n
          "video_model": "veo-2.0-generate-001" | Audio generation not supported for veo-2.0-generate-001
          "total_duration": 0 | total_duration must be at least 1 second, got 0
          "total_duration": -5 | total_duration must be at least 1 second, got -5
          "total_duration": 601 | total_duration 601 takes 101 clips of 6 seconds; at most 100 are allowed here
          """)
  void aRuleThatIsBrokenIsToldInWords(String members, String detail) {
    var reply = client.postText("/api/generate", "{\"prompt\": \"x\", %s}".formatted(members));

    PipelineApiTest.assertText(reply, 422, detail);
  }

  @Test
  void anEmptyPromptIsRefused() {
    PipelineApiTest.assertText(
        client.post("/api/generate", Map.of("prompt", " \n")),
        422,
        "prompt must not be empty; say what the film is about");
  }

  @Test
  void numbersAndTruthMayBeWrittenAsWords() throws InterruptedException {
    var film =
        client.completed(
            client.generated(
                Map.of(
                    "prompt", "One.",
                    "clip_duration", "6",
                    "total_duration", 6.0,
                    "enable_audio", "off",
                    "surprise", true)));

    assertThat(film.path("clip_duration").asInt()).isEqualTo(6);
    assertThat(film.path("audio_enabled").asBoolean()).isFalse();
    assertThat(film.path("scene_count").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyz", "123", "%7Bid%7D", "0198f2a4-1c00-7000-8000-00000000000g"})
  void anIdThatIsNoneIsAFindingInThePath(String id) {
    for (var path : List.of("", "/status", "/download")) {
      assertFinding(
          client.get("/api/projects/" + id + path), "uuid_parsing", "[\"path\",\"project_id\"]");
    }
    for (var path : List.of("/resume", "/stop", "/fork")) {
      assertFinding(
          client.post("/api/projects/" + id + path, Map.of()),
          "uuid_parsing",
          "[\"path\",\"project_id\"]");
    }
    assertFinding(client.get("/api/keyframes/" + id), "uuid_parsing", "[\"path\",\"keyframe_id\"]");
    assertFinding(client.get("/api/clips/" + id), "uuid_parsing", "[\"path\",\"clip_id\"]");
  }

  @Test
  void forksThatBreakARuleAreRefusedInTheOrderOfTheContract() throws InterruptedException {
    var id = client.generated(Map.of("prompt", "One. Two. Three."));
    client.completed(id);
    var fork = "/api/projects/%s/fork".formatted(id);

    assertFork(fork, Map.of("aspect_ratio", "4:3"), "aspect_ratio must be 16:9 or 9:16, got 4:3");
    assertFork(fork, Map.of("video_model", "n", "image_model", "n"), "Invalid video_model: n");
    assertFork(fork, Map.of("image_model", "n", "text_model", "n"), "Invalid image_model: n");
    assertFork(fork, Map.of("text_model", "n", "clip_duration", 5), "Invalid text_model: n");
    assertFork(
        fork,
        Map.of("clip_duration", 5),
        "clip_duration 5 not supported for veo-3.1-fast-generate-001. Allowed: [4, 6, 8]");
    assertFork(
        fork,
        Map.of("video_model", "veo-2.0-generate-001", "deleted_scenes", List.of(0, 1, 2)),
        "Audio not supported for veo-2.0-generate-001");
    assertFork(
        fork,
        Map.of("deleted_scenes", List.of(0, 1, 2)),
        "Cannot delete all scenes; at least 1 must remain");
    assertFork(fork, Map.of("prompt", ""), "prompt must not be empty; say what the film is about");
    assertFork(
        fork,
        Map.of("scene_edits", Map.of("0", Map.of("transition_notes", "x".repeat(9000)))),
        "transition_notes may have at most 8000 characters");
    assertFinding(
        client.post(fork, Map.of("scene_edits", Map.of("x", Map.of()))),
        "int_parsing",
        "[\"body\",\"scene_edits\",\"x\",\"[key]\"]");
    assertFinding(client.post(fork), "missing", "[\"body\"]");
    assertFinding(
        client.post(fork, Map.of("deleted_scenes", List.of(0, "y"))),
        "int_parsing",
        "[\"body\",\"deleted_scenes\",1]");
    assertFinding(
        client.post(fork, Map.of("audio_enabled", "perhaps")),
        "bool_parsing",
        "[\"body\",\"audio_enabled\"]");
  }

  @Test
  void joiningAnewIsRefusedInWords() throws InterruptedException {
    var id = client.generated(Map.of("prompt", "One. Two. Three."));
    client.completed(id);
    var stitch = "/api/projects/%s/stitch".formatted(id);

    PipelineApiTest.assertText(
        client.post(stitch, Map.of("crossfade_seconds", 3.001)),
        422,
        "crossfade_seconds must be from 0 to 3, half of a clip, got 3.001");
    PipelineApiTest.assertText(
        client.post(stitch, Map.of("crossfade_seconds", "-1")),
        422,
        "crossfade_seconds must be from 0 to 3, half of a clip, got -1");
    assertFinding(
        client.post(stitch, Map.of("crossfade_seconds", "long")),
        "float_parsing",
        "[\"body\",\"crossfade_seconds\"]");
    assertFinding(client.postText(stitch, "[]"), "model_attributes_type", "[\"body\"]");
    PipelineApiTest.assertText(
        client.post("/api/projects/%s/stitch".formatted(java.util.UUID.randomUUID())),
        404,
        "Project not found");
  }

  @Test
  void strangeBodiesNeverBreakAnythingAndMakeNothingWhenRefused() throws InterruptedException {
    var id = client.generated(Map.of("prompt", "One.", "total_duration", 6));
    client.completed(id);
    int before = client.get("/api/projects").json().size();
    // Another one each time; the message of a failure holds the body.
    var random = new Random();
    int made = 0;

    for (int round = 0; round < 150; round++) {
      var body = random.nextInt(8) == 0 ? cut(strange(random), random) : strange(random);
      for (var path : List.of("/api/generate", "/api/projects/%s/fork".formatted(id))) {
        var reply = client.postText(path, body);
        assertThat(reply.status()).as(path + " " + body).isIn(202, 409, 422);
        assertThat(reply.text()).as(body).doesNotContain("Exception", "\tat ", "java.", "SELECT");
        if (reply.status() == 202) {
          made++;
        } else {
          assertThat(reply.text()).as(body).contains("\"detail\"");
        }
      }
      var stitched = client.postText("/api/projects/%s/stitch".formatted(id), body);
      assertThat(stitched.status()).as("stitch " + body).isIn(202, 409, 422);
      if (stitched.status() == 202) {
        client.completed(id);
      }
    }

    assertThat(client.get("/api/projects").json()).hasSize(before + made);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 100_000})
  void deepAndLongBodiesAreRefusedAsUnreadable(int depth) {
    int before = client.get("/api/projects").json().size();

    for (var body :
        List.of(
            "[".repeat(depth),
            "{\"prompt\": %s1%s}".formatted("[".repeat(depth), "]".repeat(depth)),
            "{\"prompt\": \"x\", \"total_duration\": %s}".formatted("9".repeat(depth)),
            "{\"prompt\": \"x\", \"scene_edits\": %s".formatted("{\"0\": ".repeat(depth)))) {
      assertThat(client.postText("/api/generate", body).status()).as(body).isEqualTo(422);
    }

    assertThat(client.get("/api/projects").json()).hasSize(before);
  }

  private static String cut(String body, Random random) {
    return body.substring(0, random.nextInt(body.length()));
  }

  /// An object with some of the members of all requests, each right or of a random kind.
  private static String strange(Random random) {
    var members = new ArrayList<String>();
    RIGHT.forEach(
        (name, right) -> {
          if (random.nextBoolean()) {
            var value = random.nextInt(4) == 0 ? value(random, 3) : right;
            members.add("\"%s\": %s".formatted(name, value));
          }
        });
    return "{" + String.join(", ", members) + "}";
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 10)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> Integer.toString(random.nextInt());
      case 3 -> Double.toString(random.nextGaussian() * 1e12);
      case 4 -> "\"%s\"".formatted(Integer.toString(random.nextInt(), 36));
      case 5 -> "\"\\u0000\\ud83d\"";
      case 6 -> "1e999";
      case 7 -> "-0.0";
      case 8 -> "[%s]".formatted(value(random, depth - 1));
      default -> "{\"%d\": %s}".formatted(random.nextInt(5), value(random, depth - 1));
    };
  }

  private void assertFork(String path, Map<String, Object> body, String detail) {
    PipelineApiTest.assertText(client.post(path, new HashMap<>(body)), 422, detail);
  }

  private static void assertFinding(Wire.Reply reply, String type, String loc) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.json().at("/detail/0/type").asText()).as(reply.text()).isEqualTo(type);
    assertThat(reply.json().at("/detail/0/loc").toString()).isEqualTo(loc);
  }
}
