package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.http.studio.Api.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
class StudioApiTest {
  private static final String PROJECTS = "/api/studio/projects";
  private static final String TWO_SHOTS = "A lamp flares. A ship turns.";

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api(port);
  }

  @Test
  void makesAFilmFromAPromptAndDeliversIt() throws InterruptedException {
    var made = api.post(PROJECTS, Map.of("prompt", TWO_SHOTS));

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    var id = made.json().path("id").asText();
    assertThat(made.header("Location")).isEqualTo(PROJECTS + "/" + id);
    var project = api.ended(id);
    assertThat(project.path("state").asText()).as(project.toPrettyString()).isEqualTo("done");
    assertThat(project.path("title").asText()).isEqualTo("A film");
    assertThat(project.at("/scenes/0/shots")).hasSize(2);
    assertThat(project.path("progress").path("filled")).isEqualTo(project.at("/progress/slots"));
    var film = api.get(PROJECTS + "/" + id + "/film");
    assertThat(film.status()).isEqualTo(200);
    assertThat(film.text()).startsWith("fake video/mp4");
    var part = api.get(project.at("/film/url").asText(), "Range", "bytes=5-9");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("video");
    assertThat(
            api.get(project.at("/film/url").asText(), "If-None-Match", film.header("ETag"))
                .status())
        .isEqualTo(304);
  }

  @Test
  void findsProjectsByTextStateAndPage() {
    var word = "w" + UUID.randomUUID().toString().substring(0, 8);
    for (var n = 0; n < 3; n++) {
      created(Map.of("title", word + " " + n, "start", "nothing", "prompt", "A lamp flares."));
    }

    var first = api.get(PROJECTS + "?q=" + word.toUpperCase(java.util.Locale.ROOT) + "&limit=2");
    var second =
        api.get(PROJECTS + "?q=" + word + "&limit=2&cursor=" + first.json().path("next").asText());

    assertThat(titles(first)).containsExactly(word + " 2", word + " 1");
    assertThat(titles(second)).containsExactly(word + " 0");
    assertThat(second.json().path("next").isNull()).isTrue();
    assertThat(titles(api.get(PROJECTS + "?q=" + word + "&state=draft"))).hasSize(3);
    assertThat(titles(api.get(PROJECTS + "?q=" + word + "&state=done,failed"))).isEmpty();
    assertThat(api.get(PROJECTS + "?limit=1000").status()).isEqualTo(422);
    assertThat(api.get(PROJECTS + "?cursor=nonsense").status()).isEqualTo(400);
  }

  @Test
  void doesANamedRequestOnce() {
    var key = UUID.randomUUID().toString();
    var body = Map.of("title", "once", "start", "nothing");

    var first = api.post(PROJECTS, body, "Idempotency-Key", key);
    var again = api.post(PROJECTS, body, "Idempotency-Key", key);
    var other = api.post(PROJECTS, Map.of("title", "other"), "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void editsOnlyTheVersionThatWasRead() {
    var path = created(Map.of("title", "before", "start", "nothing"));
    var tag = api.get(path).header("ETag");

    assertThat(api.patch(path, Map.of("title", "x")).status()).isEqualTo(428);
    var edited = api.patch(path, Map.of("title", "after"), "If-Match", tag);
    var late = api.patch(path, Map.of("title", "late"), "If-Match", tag);

    assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.json().path("code").asText()).isEqualTo("CHANGED_MEANWHILE");
    assertThat(late.header("ETag")).isEqualTo(edited.header("ETag"));
    assertThat(api.get(path).json().path("title").asText()).isEqualTo("after");
  }

  @Test
  void buildsAStoryboardByHand() {
    var path = created(Map.of("title", "by hand"));
    var scene = api.post(path + "/scenes", Map.of("name", "One"));
    assertThat(scene.status()).as(scene.text()).isEqualTo(201);
    var shots = "/api/studio/scenes/" + scene.json().at("/scene/id").asText() + "/shots";

    api.post(shots, Map.of("description", "b", "lengthMillis", 2000));
    var first = api.post(shots, Map.of("description", "a", "position", 0));
    var copy = api.post(first.header("Location") + "/duplicate", Map.of());
    api.patch(copy.header("Location"), Map.of("position", 5), "If-Match", "*");
    var gone = api.delete(first.header("Location"), "If-Match", first.header("ETag"));

    assertThat(gone.status()).as(gone.text()).isEqualTo(200);
    var project = api.get(path).json();
    assertThat(descriptions(project)).containsExactly("b", "a");
    assertThat(project.at("/scenes/0/shots/1/startMillis").asInt()).isEqualTo(2000);
    assertThat(project.path("state").asText()).isEqualTo("draft");
    assertThat(project.at("/progress/slots").asInt()).isPositive();
  }

  @Test
  void anEditEmptiesWhatNoLongerFitsAndResumeMakesOnlyThat() throws InterruptedException {
    var path = created(Map.of("prompt", TWO_SHOTS));
    var before = api.ended(id(path));
    var second = before.at("/scenes/0/shots/1");

    var edited =
        api.patch(
            "/api/studio/shots/" + second.path("id").asText(),
            Map.of("motion", "zoom"),
            "If-Match",
            "\"v" + second.path("version").asInt() + "\"");

    assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    assertThat(roles(edited.json().at("/emptied/emptied")))
        .containsExactlyInAnyOrder("clip", "cut");
    var run = api.post(path + "/resume", Map.of());
    assertThat(run.status()).isEqualTo(202);
    ended(run);
    var steps = api.get(run.header("Location") + "/steps").json().path("items");
    assertThat(roles(steps)).containsExactlyInAnyOrder("clip", "cut");
    assertThat(api.get(path).json().path("state").asText()).isEqualTo("done");
  }

  @Test
  void redoEmptiesExactlyTheNamedSlots() throws InterruptedException {
    var path = created(Map.of("prompt", TWO_SHOTS));
    var shot = api.ended(id(path)).at("/scenes/0/shots/0/id").asText();

    var redone =
        api.post(
            path + "/redo", Map.of("slots", List.of(Map.of("shot", shot, "role", "end_frame"))));

    assertThat(redone.status()).as(redone.text()).isEqualTo(202);
    assertThat(roles(redone.json().at("/emptied/emptied"))).containsExactly("end_frame");
    ended(redone);
    var steps = api.get(redone.header("Location") + "/steps").json().path("items");
    assertThat(roles(steps)).containsExactly("end_frame");
    var takes = api.get("/api/studio/shots/" + shot + "/takes?role=end_frame").json();
    assertThat(takes).hasSize(2);
  }

  @Test
  void redoWithAWishChangesTheShotAndNothingElse() throws InterruptedException {
    var path = created(Map.of("prompt", TWO_SHOTS));
    var before = api.ended(id(path)).at("/scenes/0/shots/0");

    var redone =
        api.post(
            path + "/redo",
            Map.of(
                "slots",
                List.of(Map.of("shot", before.path("id").asText(), "role", "clip")),
                "vary",
                true,
                "note",
                "slower"));

    assertThat(redone.status()).as(redone.text()).isEqualTo(202);
    assertThat(roles(redone.json().at("/emptied/emptied"))).containsExactly("clip");
    ended(redone);
    var after = api.get(path).json().at("/scenes/0/shots/0");
    assertThat(after.at("/texts/motion").asText())
        .isEqualTo(before.at("/texts/motion").asText() + ", slower");
    assertThat(after.at("/texts/start")).isEqualTo(before.at("/texts/start"));
    assertThat(after.path("seed")).isNotEqualTo(before.path("seed"));
    assertThat(after.path("version").asLong()).isEqualTo(before.path("version").asLong() + 1);
  }

  @Test
  void aLockedTakeStays() throws InterruptedException {
    var path = created(Map.of("prompt", "A lamp flares."));
    var project = api.ended(id(path));
    var shot = project.at("/scenes/0/shots/0/id").asText();
    var clip =
        StreamSupport.stream(project.at("/scenes/0/shots/0/slots").spliterator(), false)
            .filter(slot -> slot.path("role").asText().equals("clip"))
            .findFirst()
            .orElseThrow();

    var locked = api.post("/api/studio/takes/" + clip.at("/take/id").asText() + "/lock", Map.of());
    var redone =
        api.post(path + "/redo", Map.of("slots", List.of(Map.of("shot", shot, "role", "clip"))));

    assertThat(locked.json().path("locked").asBoolean()).isTrue();
    assertThat(redone.status()).isEqualTo(409);
    assertThat(redone.json().path("code").asText()).isEqualTo("TAKE_LOCKED");
  }

  @Test
  void deletesATakeThatIsNotShown() throws InterruptedException {
    var path = created(Map.of("prompt", "A lamp flares."));
    var shot = api.ended(id(path)).at("/scenes/0/shots/0/id").asText();
    var takes = "/api/studio/shots/" + shot + "/takes";
    var slot = Map.of("shot", shot, "role", "clip");
    ended(api.post(path + "/redo", Map.of("slots", List.of(slot))));
    var clips = api.get(takes + "?role=clip").json();
    assertThat(clips).hasSize(2);
    int shownIndex = clips.get(0).path("selected").asBoolean() ? 0 : 1;
    var shown = clips.get(shownIndex);
    var other = clips.get(1 - shownIndex);

    var refused = api.delete("/api/studio/takes/" + shown.path("id").asText());
    var deleted = api.delete("/api/studio/takes/" + other.path("id").asText());

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asText()).isEqualTo("TAKE_SELECTED");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(api.get(takes + "?role=clip").json()).hasSize(1);
    assertThat(api.get("/api/studio/takes/" + other.path("id").asText()).status()).isEqualTo(404);
    assertThat(api.get(path + "/takes?role=clip").json()).hasSize(1);
    assertThat(api.get(shown.path("url").asText()).status()).isEqualTo(200);
  }

  @Test
  void takesInMusicForAProject() throws IOException {
    var path = created(Map.of("title", "By hand"));

    var picture = api.upload(path + "/takes", Map.of("role", "music"), "a.png", picture());
    var clip = api.upload(path + "/takes", Map.of("role", "clip"), "a.png", picture());

    assertThat(picture.status()).isEqualTo(422);
    assertThat(picture.text()).contains("image/png");
    assertThat(clip.status()).isEqualTo(422);
    assertThat(clip.text()).contains("belongs to a shot");
  }

  @Test
  void showsPostersOfWhatCanBeSeenOrHeard() throws InterruptedException {
    var project = api.ended(id(created(Map.of("prompt", "A lamp flares."))));

    var film = api.get(project.at("/film/poster").asText());

    assertThat(film.status()).isEqualTo(200);
    assertThat(film.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(film.text()).isEqualTo("poster of video/mp4");
    var captions =
        api.get("/api/studio/assets?kind=text&project=" + project.path("id").asText()).json();
    for (var text : captions.path("items")) {
      assertThat(text.path("poster").isNull()).isTrue();
      assertThat(api.get(text.path("url").asText().replace("content", "poster")).status())
          .isEqualTo(404);
    }
    assertThat(api.get("/api/studio/assets?kind=font").status()).isEqualTo(422);
  }

  @Test
  void beginsNewProjectsAsTheOwnerPrefers() {
    var settings = "/api/studio/settings";
    assertThat(api.patch(settings, Map.of()).status()).isEqualTo(428);
    var tag = api.get(settings).header("ETag");
    var change =
        Map.of(
            "defaults",
            Map.of("style", "noir", "settings", Map.of("aspect", "9:16", "music", false)));

    var changed = api.patch(settings, change, "If-Match", tag);
    var late = api.patch(settings, change, "If-Match", tag);
    var made = api.post(PROJECTS, Map.of("title", "Mine")).json();
    var other = api.post(PROJECTS, Map.of("settings", Map.of("music", true))).json();
    var back =
        api.patch(
            settings,
            Map.of(
                "defaults",
                Map.of("style", "cinematic", "settings", Map.of("aspect", "16:9", "music", true))),
            "If-Match",
            changed.header("ETag"));

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().at("/defaults/style").asText()).isEqualTo("noir");
    assertThat(late.status()).isEqualTo(412);
    assertThat(made.at("/brief/style").asText()).isEqualTo("noir");
    assertThat(made.at("/settings/width").asInt()).isEqualTo(720);
    assertThat(made.at("/settings/music").asBoolean()).isFalse();
    assertThat(other.at("/settings/music").asBoolean()).isTrue();
    assertThat(other.at("/settings/width").asInt()).isEqualTo(720);
    assertThat(back.status()).isEqualTo(200);
    assertThat(
            api.patch(
                    settings,
                    Map.of("defaults", Map.of("settings", Map.of("seed", 1))),
                    "If-Match",
                    "*")
                .status())
        .isEqualTo(422);
  }

  @Test
  void neverTellsHowFarARunWasBefore() {
    var made = api.post(PROJECTS, Map.of("prompt", TWO_SHOTS));
    var run = "/api/studio/runs/" + made.json().path("run").asText();
    for (int i = 0; i < 3; i++) {
      assertThat(api.get(run).status()).isEqualTo(200);
    }

    api.post(made.header("Location") + "/stop", Map.of());

    var told = api.get(run);
    assertThat(told.json().path("state").asText()).isIn("stopped", "done");
    assertThat(api.get(run).header("Content-Type")).isEqualTo(told.header("Content-Type"));
  }

  @Test
  void waitsForApprovalOfThePlan() throws InterruptedException {
    var path = created(Map.of("prompt", TWO_SHOTS, "start", "plan"));
    var planned = api.ended(id(path));

    assertThat(planned.at("/scenes/0/shots")).hasSize(2);
    assertThat(planned.path("film").isNull()).isTrue();
    var quote = api.get(path + "/quote").json();
    assertThat(quote.path("complete").asBoolean()).isTrue();
    assertThat(quote.path("lines")).isNotEmpty();
    var approved = api.post(path + "/approve", Map.of());
    assertThat(approved.status()).as(approved.text()).isEqualTo(202);
    ended(approved);
    assertThat(api.get(path).json().path("film").path("asset").isTextual()).isTrue();
    assertThat(api.post(path + "/approve", Map.of()).status()).isEqualTo(409);
    assertThat(api.get(path + "/costs").json().path("lines")).isNotEmpty();
  }

  @Test
  void makesAFilmFromPhotos() throws Exception {
    var photo = api.upload("/api/studio/assets", Map.of(), "beach.html", picture());
    assertThat(photo.status()).as(photo.text()).isEqualTo(201);
    assertThat(photo.json().path("mediaType").asText()).isEqualTo("image/png");
    assertThat(photo.json().path("width").asInt()).isEqualTo(32);

    var path = created(Map.of("photos", List.of(photo.json().path("id").asText())));

    var project = api.ended(id(path));
    assertThat(project.path("state").asText()).isEqualTo("done");
    assertThat(project.at("/scenes/0/shots/0/slots/0/take/origin").asText()).isEqualTo("uploaded");
    assertThat(api.get(photo.json().path("url").asText()).response().body()).isEqualTo(picture());
    assertThat(
            api.upload(
                    "/api/studio/assets",
                    Map.of(),
                    "x.png",
                    "<script>".getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(415);
  }

  @Test
  void deletesAProject() {
    var path = created(Map.of("title", "gone", "start", "nothing"));

    var deleted = api.delete(path, "If-Match", "*");

    assertThat(deleted.status()).isEqualTo(204);
    var after = api.get(path);
    assertThat(after.status()).isEqualTo(404);
    assertThat(after.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void pausesALane() throws InterruptedException {
    api.ended(id(created(Map.of("prompt", "A lamp flares."))));
    var lane = api.get("/api/studio/lanes").json().get(0).path("id").asText();

    var paused = api.patch("/api/studio/lanes/" + lane, Map.of("paused", true));
    var resumed = api.patch("/api/studio/lanes/" + lane, Map.of("paused", false, "capacity", 3));

    assertThat(paused.json().path("paused").asBoolean()).as(paused.text()).isTrue();
    assertThat(resumed.json().path("paused").asBoolean()).isFalse();
    assertThat(resumed.json().path("capacity").asInt()).isEqualTo(3);
    assertThat(api.patch("/api/studio/lanes/" + lane, Map.of("capacity", -1)).status())
        .isEqualTo(422);
  }

  @Test
  void handsWorkToWorkersFromOutsideAndRefusesTheLate() throws Exception {
    var lane = "/api/studio/lanes/crew-" + UUID.randomUUID().toString().substring(0, 8);
    var id = lane.substring(lane.lastIndexOf('/') + 1);
    api.post("/api/studio/lanes", Map.of("id", id, "kind", "pull", "capacity", 2));
    var models = Map.of("end_frame", Map.of("provider", "pull", "model", id + "/sketch"));
    var project =
        api.post(PROJECTS, Map.of("prompt", "A lamp flares.", "settings", Map.of("models", models)))
            .json()
            .path("id")
            .asText();

    var wish = Map.of("worker", "den", "models", List.of("sketch"), "kinds", List.of("image"));
    Reply claim;
    try (var events = new Follower(api, PROJECTS + "/" + project + "/events?after=0")) {
      // The start frame is there and the end frame waits for somebody.
      events.until(event -> event.kind().equals("attempt.accepted"));
      claim = api.post(lane + "/claims", wish);
    }
    assertThat(claim.status()).as(claim.text()).isEqualTo(200);
    var work = claim.json();
    var job = lane + "/jobs/" + work.path("job").asText();
    var token = work.path("token").asText();
    assertThat(work.at("/request/prompt").asText()).isEqualTo("A lamp flares");
    assertThat(api.get(work.at("/inputs/reference/url").asText()).text()).startsWith("fake image");
    assertThat(api.get(job + "/inputs/other").status()).isEqualTo(404);
    assertThat(api.post(lane + "/claims", wish).status()).as("no more work").isEqualTo(204);
    assertThat(api.post(job + "/heartbeat", Map.of("token", token, "fraction", 0.5)).status())
        .isEqualTo(200);
    assertThat(api.post(job + "/heartbeat", Map.of("token", 99)).json().path("code").asText())
        .isEqualTo("LATE");
    var text = "no picture".getBytes(StandardCharsets.UTF_8);
    assertThat(api.upload(job + "/result", Map.of("token", token), "a.png", text).status())
        .isEqualTo(415);
    assertThat(api.post(job + "/failure", Map.of("token", token, "reason", "tired")).status())
        .isEqualTo(422);
    assertThat(api.post(job + "/failure", Map.of("token", token, "reason", "released")).status())
        .isEqualTo(200);

    var again = api.post(lane + "/claims", wish).json();
    var late = api.upload(job + "/result", Map.of("token", token), "a.png", picture());
    assertThat(late.status()).as(late.text()).isEqualTo(409);
    assertThat(late.json().path("kept").asBoolean()).isTrue();
    var fresh = Map.of("token", again.path("token").asText());
    var taken = api.upload(job + "/result", fresh, "a.png", picture());
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(api.ended(project).path("state").asText()).isEqualTo("done");
  }

  @Test
  void refusesClaimsThatMakeNoSense() {
    var lanes = "/api/studio/lanes";
    api.post(lanes, Map.of("id", "idle-crew", "kind", "pull"));
    var nobody = UUID.randomUUID().toString();

    assertThat(api.post(lanes + "/idle-crew/claims", Map.of()).status()).isEqualTo(422);
    assertThat(
            api.post(lanes + "/idle-crew/claims", Map.of("worker", "a", "leaseSeconds", 1))
                .status())
        .isEqualTo(422);
    assertThat(
            api.post(lanes + "/idle-crew/claims", Map.of("worker", "a", "kinds", List.of("smell")))
                .status())
        .isEqualTo(422);
    assertThat(api.post(lanes + "/nowhere/claims", Map.of("worker", "a")).status()).isEqualTo(404);
    assertThat(
            api.post(lanes + "/idle-crew/jobs/" + nobody + "/heartbeat", Map.of("token", 1))
                .status())
        .isEqualTo(404);
    assertThat(api.delete(lanes + "/idle-crew").status()).isEqualTo(204);
  }

  @Test
  void makesAFleetOfServersWhileItRuns() {
    var lanes = "/api/studio/lanes";
    var fleet = api.post(lanes, Map.of("id", "gpus", "kind", "fleet", "capacity", 8));
    var server = Map.of("id", "gpu-1", "kind", "call", "fleet", "gpus", "offers", List.of("wan"));

    var made = api.post(lanes, server);
    var twice = api.post(lanes, server);
    var lost = api.post(lanes, Map.of("id", "gpu-2", "kind", "call", "fleet", "nowhere"));
    var busy = api.delete(lanes + "/gpus");

    assertThat(fleet.status()).as(fleet.text()).isEqualTo(201);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().path("fleet").asText()).isEqualTo("gpus");
    assertThat(made.json().path("offers").get(0).asText()).isEqualTo("wan");
    assertThat(twice.status()).isEqualTo(422);
    assertThat(lost.status()).isEqualTo(422);
    assertThat(api.get(lanes + "/gpu-2").status()).as("nothing is left").isEqualTo(404);
    assertThat(busy.status()).as("it has a member").isEqualTo(422);
    assertThat(api.delete(lanes + "/gpu-1").status()).isEqualTo(204);
    assertThat(api.delete(lanes + "/gpus").status()).isEqualTo(204);
    assertThat(api.patch(lanes + "/gpus", Map.of("paused", true)).status()).isEqualTo(404);
  }

  @Test
  void streamsGoOnAfterTheLastEventThatWasSeen() throws InterruptedException {
    var id = id(created(Map.of("prompt", "A lamp flares.")));
    api.ended(id);
    var path = PROJECTS + "/" + id + "/events";
    try (var all = new Follower(api, path + "?after=0");
        var other = new Follower(api, PROJECTS + "/" + UUID.randomUUID() + "/events")) {
      all.until(event -> event.kind().equals("run.done"));
      var third = all.seen().get(2);
      try (var rest = new Follower(api, path, "Last-Event-ID", third.id())) {
        rest.until(event -> event.kind().equals("run.done"));
        assertThat(rest.seen()).isEqualTo(all.seen().subList(3, all.seen().size()));
      }
      assertThat(other.status()).isEqualTo(404);
    }
  }

  @Test
  @Timeout(60)
  void tellsTheHistoryAndMeasuresIt() throws InterruptedException {
    var id = id(created(Map.of("prompt", "A lamp flares.")));
    api.ended(id);
    var path = PROJECTS + "/" + id + "/history";

    var newest = api.get(path + "?limit=2").json();
    var older = api.get(path + "?limit=100&before=" + newest.path("before").asLong()).json();
    var chinese = api.get(path + "?limit=1&lang=zh").json();
    String metrics;
    do {
      // What is counted in the database is looked up every ten seconds.
      metrics = api.get("/metrics").text();
    } while (!metrics.contains("reelwright_lane_capacity{lane=")
        || !metrics.contains("reelwright_scheduler_due"));

    assertThat(newest.path("items").get(0).path("text").asText()).isEqualTo("All is made.");
    assertThat(older.path("items").valueStream().map(each -> each.path("text").asText()))
        .contains("The project was created.", "Done: clip of shot 1.");
    assertThat(chinese.path("items").get(0).path("text").asText()).isEqualTo("全部完成。");
    assertThat(api.get(path + "?before=0").status()).isEqualTo(422);
    assertThat(metrics)
        .contains(
            "reelwright_events_total{kind=\"run.done\"",
            "reelwright_step_seconds_count{outcome=\"done\",work=\"CLIP\"");
  }

  @Test
  void listsKeysBesideEverythingElse() {
    assertThat(api.get("/api/studio/keys").status()).isEqualTo(200);
  }

  @Test
  void describesItself() {
    var document = api.get("/api/studio/openapi.json").json();

    assertThat(document.has("paths")).as(document.toPrettyString()).isTrue();
    assertThat(document.path("paths").properties().stream().map(Map.Entry::getKey))
        .contains(PROJECTS, "/api/studio/shots/{shot}", "/api/studio/lanes");
  }

  private String created(Map<String, Object> body) {
    var reply = api.post(PROJECTS, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.header("Location");
  }

  private void ended(Reply run) {
    var id = run.json().path("run").asText();
    try (var events = new Follower(api, "/api/studio/events?after=0")) {
      events.until(
          event ->
              event.data().contains(id)
                  && (event.kind().equals("run.done") || event.kind().equals("run.failed")));
    }
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static List<String> titles(Reply page) {
    return page.json().path("items").valueStream().map(p -> p.path("title").asText()).toList();
  }

  private static List<String> roles(JsonNode list) {
    return list.valueStream().map(slot -> slot.path("role").asText()).toList();
  }

  private static List<String> descriptions(JsonNode project) {
    return project
        .at("/scenes/0/shots")
        .valueStream()
        .map(shot -> shot.at("/texts/description").asText())
        .toList();
  }

  private static byte[] picture() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(32, 18, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
