package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Decisions on the timeline, and what editor programs get.
@QuarkusTest
class FinishingApiTest {
  private static final String PROJECTS = "/api/studio/projects";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Api api;
  private String id = "";
  private JsonNode film;

  @BeforeEach
  void aFilmOfTwoShots() throws InterruptedException {
    api = new Api(port);
    id =
        api.post(PROJECTS, Map.of("prompt", "A lamp flares. A ship turns.", "title", "Söhne / 雪"))
            .json()
            .path("id")
            .asText();
    film = api.ended(id);
    assertThat(film.path("state").asText()).isEqualTo("done");
  }

  @Test
  void aDecisionEmptiesTheFilmAndNothingElse() throws InterruptedException {
    var path = edits(0) + "/transition";

    var made = api.put(path, Map.of("into", "wipeleft", "lengthMillis", 500), "If-Match", "\"v0\"");

    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.json().at("/decision/value/into").asText()).isEqualTo("wipeleft");
    assertThat(made.json().at("/emptied/emptied")).hasSize(1);
    assertThat(made.json().at("/emptied/emptied/0/role").asText()).isEqualTo("cut");
    assertThat(api.get(PROJECTS + "/" + id + "/edits").json()).hasSize(1);
    api.post(PROJECTS + "/" + id + "/resume", Map.of());
    api.ended(id);
    assertThat(api.get(PROJECTS + "/" + id + "/film").text()).contains("fade for 500 ms");
    assertThat(api.delete(path, "If-Match", made.header("ETag")).status()).isEqualTo(204);
    assertThat(api.get(PROJECTS + "/" + id + "/edits").json()).isEmpty();
  }

  @Test
  void aDecisionIsNeverOverwrittenUnseen() {
    var path = edits(0) + "/trim";
    var first = api.put(path, Map.of("skipMillis", 200), "If-Match", "\"v0\"");

    var late = api.put(path, Map.of("skipMillis", 300), "If-Match", "\"v0\"");

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.json().path("code").asText()).isEqualTo("CHANGED_MEANWHILE");
    assertThat(api.put(path, Map.of("skipMillis", 300), "If-Match", first.header("ETag")).status())
        .isEqualTo(200);
    assertThat(api.put(path, Map.of("skipMillis", 1)).status()).as("no version").isEqualTo(428);
  }

  @Test
  void aLockedShotStaysAsItIs() {
    assertThat(api.put(edits(1) + "/lock", Map.of(), "If-Match", "*").status()).isEqualTo(200);

    var refused = api.put(edits(1) + "/level", Map.of("decibels", -3), "If-Match", "*");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asText()).isEqualTo("SHOT_LOCKED");
    assertThat(api.delete(edits(1) + "/lock", "If-Match", "*").status()).isEqualTo(204);
    assertThat(api.put(edits(1) + "/level", Map.of("decibels", -3), "If-Match", "*").status())
        .isEqualTo(200);
  }

  @Test
  void aForkKeepsWhatWasDecidedWhereTheSameIsSaid() {
    api.put(
        edits(0) + "/transition", Map.of("into", "wipeleft", "lengthMillis", 500), "If-Match", "*");
    api.put(edits(0) + "/caption", Map.of("lines", List.of(line(0, 800, "One"))), "If-Match", "*");
    api.put(edits(1) + "/caption", Map.of("lines", List.of(line(0, 800, "Two"))), "If-Match", "*");
    api.put(PROJECTS + "/" + id + "/levels/music", Map.of("decibels", -6), "If-Match", "*");
    var second = film.at("/scenes/0/shots/1/id").asText();

    var forked =
        api.post(
            PROJECTS + "/" + id + "/fork",
            Map.of(
                "shots", Map.of(second, Map.of("narration", "A boat turns.")), "start", "nothing"));

    assertThat(forked.status()).as(forked.text()).isEqualTo(201);
    var kept = api.get(PROJECTS + "/" + forked.json().path("id").asText() + "/edits").json();
    assertThat(kept.findValuesAsText("kind"))
        .containsExactlyInAnyOrder("transition", "caption", "level");
    assertThat(kept.toString()).contains("One").doesNotContain("Two");
  }

  @Test
  void anotherWayOfFinishingMakesTheCutAnewAndNothingElse() throws InterruptedException {
    var made =
        api.patch(
            PROJECTS + "/" + id,
            Map.of(
                "settings",
                Map.of(
                    "crossfadeMillis",
                    400,
                    "finishing",
                    Map.of("captionStyle", "karaoke", "fit", "blur", "codec", "hevc"))),
            "If-Match",
            "*");

    assertThat(made.status()).as(made.text()).isEqualTo(200);
    var settings = api.get(PROJECTS + "/" + id).json().path("settings");
    assertThat(settings.path("crossfadeMillis").asInt()).isEqualTo(400);
    assertThat(settings.at("/finishing/captionStyle").asText()).isEqualTo("karaoke");
    assertThat(settings.at("/finishing/fit").asText()).isEqualTo("blur");
    assertThat(settings.at("/finishing/longSpeech").asText()).isEqualTo("hold");
    var before = takes(film);
    api.post(PROJECTS + "/" + id + "/resume", Map.of());
    var again = api.ended(id);
    assertThat(again.path("state").asText()).as(again.toString()).isEqualTo("done");
    assertThat(takes(again)).isEqualTo(before);
    assertThat(api.get(PROJECTS + "/" + id + "/film").text()).contains("fade for 400 ms");
    for (var wrong :
        List.of(
            Map.of("finishing", Map.of("fit", "stretch")),
            Map.of("finishing", Map.of("codec", 7)),
            Map.of("crossfadeMillis", -1))) {
      assertThat(
              api.patch(PROJECTS + "/" + id, Map.of("settings", wrong), "If-Match", "*").status())
          .as(wrong.toString())
          .isEqualTo(422);
    }
  }

  private static List<String> takes(JsonNode film) {
    return film.at("/scenes/0/shots").findValuesAsText("asset");
  }

  @Test
  void playersGetAPreviewAStripAndAWave() {
    var asset = film.at("/scenes/0/shots").findValuesAsText("asset").getLast();

    for (var view : List.of("poster", "preview", "strip")) {
      var reply = api.get("/api/studio/assets/" + asset + "/" + view);
      assertThat(reply.status()).as(view + ": " + reply.text()).isEqualTo(200);
      assertThat(reply.text()).startsWith(view + " of ");
    }
    assertThat(api.get("/api/studio/assets/" + asset + "/waveform").status())
        .as("a silent clip")
        .isEqualTo(404);
  }

  @Test
  void nonsenseIsRefusedByName() {
    var wrong =
        List.of(
            api.put(
                edits(0) + "/transition",
                Map.of("into", "nosuch", "lengthMillis", 1),
                "If-Match",
                "*"),
            api.put(
                edits(0) + "/transition",
                Map.of("into", "fade", "lengthMillis", -1),
                "If-Match",
                "*"),
            api.put(edits(0) + "/transition", Map.of("into", "fade"), "If-Match", "*"),
            api.put(edits(0) + "/trim", Map.of("lengthMillis", 0), "If-Match", "*"),
            api.put(edits(0) + "/trim", Map.of("skipMillis", Long.MAX_VALUE), "If-Match", "*"),
            api.put(edits(0) + "/level", Map.of("decibels", 1000), "If-Match", "*"),
            api.put(
                edits(0) + "/caption", Map.of("lines", List.of(line(5, 5, "x"))), "If-Match", "*"),
            api.put(
                edits(0) + "/caption",
                Map.of("lines", List.of(line(0, 900, "x"), line(800, 1000, "y"))),
                "If-Match",
                "*"),
            api.put(edits(0) + "/nosuch", Map.of(), "If-Match", "*"),
            api.put(PROJECTS + "/" + id + "/levels/drums", Map.of("decibels", 1), "If-Match", "*"));

    assertThat(wrong)
        .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isEqualTo(422));
    assertThat(api.get(PROJECTS + "/" + id + "/edits").json()).isEmpty();
  }

  @Test
  void captionsOfAPersonAreInTheSubtitles() {
    api.put(
        edits(0) + "/caption",
        Map.of("lines", List.of(line(0, 800, "Bonjour"), line(800, 1200, "le monde"))),
        "If-Match",
        "*");

    var srt = api.get(PROJECTS + "/" + id + "/exports/srt").text();

    assertThat(srt).contains("00:00:00,000 --> 00:00:00,792\nBonjour", "le monde");
  }

  @Test
  void everyFormatIsThereUnderAHarmlessName() {
    for (var kind :
        List.of("fcpxml", "resolve", "premiere", "edl", "otio", "json", "srt", "vtt", "ass")) {
      var reply = api.get(PROJECTS + "/" + id + "/exports/" + kind);

      assertThat(reply.status()).as(kind).isEqualTo(200);
      assertThat(reply.header("Content-Disposition"))
          .startsWith("attachment; filename=\"film.")
          .contains("filename*=UTF-8''s%C3%B6hne-%E9%9B%AA.");
    }
    assertThat(api.get(PROJECTS + "/" + id + "/exports/edl-drop").status())
        .as("24 frames a second")
        .isEqualTo(422);
    assertThat(api.get(PROJECTS + "/" + id + "/exports/avi").status()).isEqualTo(422);
    assertThat(api.get(PROJECTS + "/01890000-0000-7000-8000-000000000000/exports/edl").status())
        .isEqualTo(404);
    assertThat(api.get(PROJECTS + "/" + id + "/exports/fcpxml").text())
        .contains("http://127.0.0.1:" + port + "/api/studio/assets/");
  }

  @Test
  void anArchiveHoldsTheMediaThatItsFilesName() throws IOException {
    var reply = api.get(PROJECTS + "/" + id + "/exports/zip");

    var names = new ArrayList<String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(reply.response().body()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().equals("media/shot-001.mp4")) {
          assertThat(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
              .startsWith("fake video/mp4");
        }
        if (entry.getName().equals("söhne-雪.fcpxml")) {
          assertThat(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
              .contains("./media/shot-001.mp4", "./media/shot-002.mp4");
        }
      }
    }
    assertThat(names)
        .contains(
            "README.txt",
            "söhne-雪-resolve.fcpxml",
            "söhne-雪.xml",
            "söhne-雪.edl",
            "söhne-雪.otio",
            "söhne-雪.srt",
            "söhne-雪.ass",
            "posters/shot-001.jpg",
            "media/shot-001.mp4",
            "media/shot-002.mp4");
  }

  private String edits(int shot) {
    return "/api/studio/shots/" + film.at("/scenes/0/shots/" + shot + "/id").asText() + "/edits";
  }

  private static Map<String, Object> line(long start, long end, String text) {
    return Map.of("startMillis", start, "endMillis", end, "text", text);
  }
}
