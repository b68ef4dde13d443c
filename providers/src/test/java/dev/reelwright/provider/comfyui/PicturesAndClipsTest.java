package dev.reelwright.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.provider.Craft;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.RejectionReason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders as they go when all is well, and what is said when a workflow cannot be run.
class PicturesAndClipsTest {
  @TempDir Path scratch;
  private final Map<String, Integer> heard = new ConcurrentHashMap<>();
  private SimulatedComfy comfy;
  private ComfyUiStudio studio;

  @BeforeEach
  void open() throws IOException {
    comfy = new SimulatedComfy(Duration.ofMillis(30));
    studio = studio(Orders.settings(comfy.server("one")));
  }

  private ComfyUiStudio studio(ComfySettings settings) {
    return new ComfyUiStudio(
        settings,
        List.of(),
        (endpoint, status, _) -> heard.merge(endpoint + " " + status, 1, Integer::sum),
        InstantSource.system());
  }

  @AfterEach
  void close() throws IOException {
    comfy.close();
  }

  @Test
  void drawsAPictureWithTheShotsWordsAndNumbers() throws Exception {
    var prompt = "a \"kite\" \\ over {{ NEGATIVE_PROMPT }}\nand $1 'roofs'";

    var made =
        Orders.delivered(
            Orders.made(
                Orders.images(studio, "text-to-image"),
                Orders.picture(prompt),
                Orders.call(scratch)));

    var graph = comfy.accepted().getFirst().graph();
    assertThat(graph.at("/6/inputs/text").asText()).isEqualTo(prompt + ", anime");
    assertThat(graph.at("/7/inputs/text").asText()).isEqualTo("birds");
    assertThat(graph.at("/3/inputs/seed").isIntegralNumber()).isTrue();
    assertThat(graph.at("/3/inputs/seed").asLong()).isEqualTo(7);
    assertThat(graph.at("/5/inputs/width").asInt()).isEqualTo(1344);
    assertThat(graph.at("/5/inputs/height").asInt()).isEqualTo(768);
    assertThat(graph.has("10")).as("no LoRA, no loader").isFalse();
    assertThat(graph.at("/3/inputs/model").toString()).isEqualTo("[\"4\",0]");
    assertThat(Files.readAllBytes(made.file())).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void filmsAClipFromAPictureThatItBringsAlong() throws Exception {
    var frame = Orders.frame(scratch);

    var made =
        Orders.delivered(
            Orders.made(
                Orders.videos(studio, "image-to-video"),
                Orders.clip("the kite dives", frame, 4000),
                Orders.call(scratch)));

    var graph = comfy.accepted().getFirst().graph();
    var name = graph.at("/7/inputs/image").asText();
    assertThat(comfy.files.find("input", "", name)).hasValue(Files.readAllBytes(frame.file()));
    assertThat(graph.at("/5/inputs/text").asText()).isEqualTo("the kite dives");
    assertThat(graph.at("/8/inputs/length").asInt()).as("4 s at 24 a second").isEqualTo(97);
    assertThat(Files.readString(made.file(), StandardCharsets.ISO_8859_1)).contains("mdat");
    assertThat(made.params()).containsEntry("node", "82");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text-to-image", "default", "anime", "crayon_drawing"})
  void everyPictureTemplateRunsOnNodesThatExist(String template) throws Exception {
    Orders.delivered(
        Orders.made(
            Orders.images(studio, template), Orders.picture("a kite"), Orders.call(scratch)));
  }

  @Test
  void upscalesAPicture() throws Exception {
    Orders.delivered(
        Orders.made(
            Orders.images(studio, "upscale"),
            Orders.picture("", Map.of(), Orders.frame(scratch)),
            Orders.call(scratch)));
  }

  @Test
  void leavesNoPromptInWhatItDelivers() throws Exception {
    var picture =
        Orders.delivered(
            Orders.made(
                Orders.images(studio, "text-to-image"),
                Orders.picture("a secret garden"),
                Orders.call(scratch)));
    var clip =
        Orders.delivered(
            Orders.made(
                Orders.videos(studio, "image-to-video"),
                Orders.clip("a secret dive", Orders.frame(scratch), 1000),
                Orders.call(scratch)));

    assertThat(Files.readString(picture.file(), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
    assertThat(Files.readString(clip.file(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
  }

  @Test
  void putsLorasInARow() throws Exception {
    var loras =
        List.of(
            Map.of("file", "ink.safetensors", "strength", 0.8),
            Map.of("file", "grain.safetensors"));

    Orders.delivered(
        Orders.made(
            Orders.images(studio, "text-to-image"),
            Orders.picture("a kite", Map.of("comfyui", Map.of("loras", loras)), null),
            Orders.call(scratch)));

    var graph = comfy.accepted().getFirst().graph();
    assertThat(graph.at("/10/inputs/lora_name").asText()).isEqualTo("ink.safetensors");
    assertThat(graph.at("/10/inputs/strength_clip").asDouble()).isEqualTo(0.8);
    assertThat(graph.at("/10/inputs/model").toString()).isEqualTo("[\"4\",0]");
    assertThat(graph.at("/10_lora2/inputs/lora_name").asText()).isEqualTo("grain.safetensors");
    assertThat(graph.at("/10_lora2/inputs/clip").toString()).isEqualTo("[\"10\",1]");
    assertThat(graph.at("/3/inputs/model").toString()).isEqualTo("[\"10_lora2\",0]");
    assertThat(graph.at("/6/inputs/clip").toString()).isEqualTo("[\"10_lora2\",1]");
  }

  @Test
  void sendsItsOwnIdAndNeverANumber() throws Exception {
    var call = Orders.call(scratch);

    Orders.made(Orders.images(studio, "text-to-image"), Orders.picture("a kite"), call);

    assertThat(comfy.accepted().getFirst().id()).isEqualTo(call.attempt().value());
    assertThat(comfy.accepted().getFirst().number()).isZero();
  }

  @Test
  void followsTheServerWhenItCallsTheJobOtherwise() throws Exception {
    comfy.arm(Fault.PROMPT_RENAMED);
    var call = Orders.call(scratch);

    Orders.delivered(
        Orders.made(Orders.images(studio, "text-to-image"), Orders.picture("a kite"), call));

    assertThat(comfy.accepted().getFirst().id()).isNotEqualTo(call.attempt().value());
  }

  @Test
  void introducesItselfAsABrowserWouldAtTheServersOwnAddress() throws Exception {
    Orders.made(
        Orders.images(studio, "text-to-image"), Orders.picture("a kite"), Orders.call(scratch));

    assertThat(comfy.lastHeaders())
        .containsEntry("accept", "*/*")
        .containsEntry("origin", comfy.base().toString())
        .containsEntry("referer", comfy.base() + "/")
        .hasEntrySatisfying("user-agent", agent -> assertThat(agent).startsWith("Mozilla/5.0"))
        .doesNotContainKey("sec-fetch-site");
  }

  @Test
  void hidesWhereItComesFromWhenThatIsRefused() throws Exception {
    comfy.arm(Fault.ORIGIN_REFUSED);

    Orders.delivered(
        Orders.made(
            Orders.images(studio, "text-to-image"),
            Orders.picture("a kite"),
            Orders.call(scratch)));

    assertThat(comfy.lastHeaders()).doesNotContainKeys("origin", "referer");
  }

  @Test
  void countsRequestsByFixedWords() throws Exception {
    Orders.made(
        Orders.videos(studio, "image-to-video"),
        Orders.clip("it dives", Orders.frame(scratch), 1000),
        Orders.call(scratch));

    assertThat(heard)
        .containsKeys("prompt 2xx", "queue 2xx", "history 2xx", "view 2xx", "upload/image 2xx");
    assertThat(heard.keySet()).allMatch(each -> !each.matches(".*[0-9a-f]{8}-.*"));
  }

  @Test
  void tellsHowFarAJobIs() throws Exception {
    var images = Orders.images(studio, "text-to-image");
    var call = Orders.call(scratch);

    var job = Orders.accepted(images.submit(Orders.picture("STUCK"), call));

    double[] fraction = {0};
    Orders.eventually(
        "the socket tells",
        () -> {
          try {
            if (images.poll(job, call) instanceof PollResult.Working<?>(var seen, _)) {
              fraction[0] = seen;
            }
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return fraction[0] > 0.5;
        });
    assertThat(fraction[0]).isLessThan(1);
  }

  @Test
  void namesTheNodeThatFailedAtOnceAndNoPathOfTheServer() throws Exception {
    var failed =
        Orders.failed(
            Orders.made(
                Orders.images(studio, "text-to-image"),
                Orders.picture("FAIL"),
                Orders.call(scratch)));

    assertThat(failed.reason()).isEqualTo(RejectionReason.UNUSABLE_ANSWER);
    assertThat(failed.providerMessage())
        .isEqualTo("node 3 (KSampler): shapes do not fit in x.safetensors");
  }

  @Test
  void triesElsewhereWhenAServersMemoryIsTooSmall() throws Exception {
    var failed =
        Orders.failed(
            Orders.made(
                Orders.images(studio, "text-to-image"),
                Orders.picture("NO_MEMORY"),
                Orders.call(scratch)));

    assertThat(failed.reason()).isEqualTo(RejectionReason.PROVIDER_FAILURE);
  }

  @Test
  void namesNodesAndModelsThatAServerLacksBeforeItSendsAnything() throws Exception {
    comfy.catalog.lacks("ModelSamplingSD3");
    comfy.catalog.lacks("wan2.2_vae.safetensors");

    var rejected =
        Orders.rejected(
            Orders.videos(studio, "image-to-video")
                .submit(
                    Orders.clip("it dives", Orders.frame(scratch), 1000), Orders.call(scratch)));

    assertThat(rejected.reason()).isEqualTo(RejectionReason.INVALID_REQUEST);
    assertThat(rejected.providerMessage())
        .contains("the node ModelSamplingSD3 is not installed")
        .contains("wan2.2_vae.safetensors is not installed as vae_name");
    assertThat(comfy.accepted()).isEmpty();
    assertThat(comfy.requests()).doesNotContain("POST /prompt", "POST /upload/image");
  }

  @Test
  void namesAModelThatOnlyTheServerKnowsToBeMissing() throws Exception {
    comfy.catalog.lacks("other.safetensors");
    var extra =
        Map.<String, Object>of("comfyui", Map.of("slots", Map.of("MODEL", "other.safetensors")));

    var rejected =
        Orders.rejected(
            Orders.images(studio, "text-to-image")
                .submit(Orders.picture("a kite", extra, null), Orders.call(scratch)));

    assertThat(rejected.providerMessage())
        .isEqualTo(
            "node 4 (Model, CheckpointLoaderSimple): other.safetensors is not installed or not known"
                + " there as ckpt_name");
  }

  @Test
  void saysThatAWorkflowNeedsAPicture() throws Exception {
    var rejected =
        Orders.rejected(
            Orders.videos(studio, "image-to-video")
                .submit(Orders.clip("it dives", null, 1000), Orders.call(scratch)));

    assertThat(rejected.reason()).isEqualTo(RejectionReason.INVALID_REQUEST);
    assertThat(rejected.providerMessage()).contains("image-to-video begins with a picture");
  }

  @Test
  void usesWorkflowsOfTheUsersOwnBeforeThoseItBrings() throws Exception {
    var folder = Files.createDirectory(scratch.resolve("workflows"));
    Files.writeString(
        folder.resolve("mine.json"),
        """
        {"1": {"class_type": "EmptyImage", "inputs": {"width": 64, "height": 64, "batch_size": 1, "color": 0},
               "_meta": {"title": "for {{ POSITIVE_PROMPT }}"}},
         "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "mine/own"}}}
        """);
    Files.writeString(folder.resolve("broken.json"), "{\"nodes\": []}");
    var settings = Orders.settings(comfy.server("one"));
    var own =
        studio(
            new ComfySettings(
                settings.servers(),
                settings.patience(),
                settings.pollInterval(),
                folder,
                Map.of(),
                List.of()));

    Orders.delivered(
        Orders.made(Orders.images(own, "mine"), Orders.picture("a kite"), Orders.call(scratch)));
    var quote = Orders.images(own, "broken").quote(Orders.picture("a kite"));

    assertThat(comfy.accepted().getFirst().graph().at("/1/_meta/title").asText())
        .isEqualTo("for a kite");
    assertThat(quote.toString()).contains("not in API format").contains("Export (API)");
    assertThat(own.providers().getFirst().offers())
        .anyMatch(offer -> offer.craft() == Craft.IMAGE && offer.model().model().equals("mine"))
        .noneMatch(offer -> offer.model().model().equals("broken"));
  }

  @Test
  void worksBehindAPath() throws Exception {
    assertThat(comfy.base().getPath()).isEmpty();
    var settings =
        Orders.settings(ComfySettings.Server.at("one", URI.create(comfy.base() + "/api")));

    var answer = studio(settings).providers().getFirst().check();

    assertThat(answer.works()).isFalse();
    assertThat(comfy.requests()).containsExactly("GET /api/system_stats");
  }

  @Test
  void saysWhatEachServerIsAndWhatItCannotRun() throws Exception {
    comfy.catalog.lacks("RealESRGAN_x4plus.pth");

    var answer = studio.providers().getFirst().check();

    assertThat(answer.works()).isTrue();
    assertThat(answer.message())
        .startsWith("one: ComfyUI 0.33.0 on cpu; cannot run upscale (node 2")
        .contains("RealESRGAN_x4plus.pth is not installed");
  }
}
