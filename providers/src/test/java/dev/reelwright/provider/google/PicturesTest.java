package dev.reelwright.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {
  private SimulatedGoogle google;
  @TempDir Path scratch;

  @BeforeEach
  void open() throws IOException {
    google = new SimulatedGoogle();
  }

  @AfterEach
  void close() throws IOException {
    google.close();
  }

  private ImageGenerator drawer(String model) {
    return new GoogleStudio(Orders.byKey(google.base()), InstantSource.system())
        .images(Orders.model(model))
        .orElseThrow();
  }

  @Test
  void tellsImagenLookPeopleShapeAndSeed() throws Exception {
    var result =
        delivered(
            drawer("imagen-4.0-fast-generate-001")
                .submit(Orders.picture(null), Orders.call(scratch)));

    var request = google.seen().getFirst();
    assertThat(request.path()).isEqualTo("/v1beta/models/imagen-4.0-fast-generate-001:predict");
    assertThat(request.body().at("/instances/0/prompt").asText())
        .contains("a kite on a roof", "3d render", "flat", "reds", "tall", "green coat", "birds");
    var parameters = request.body().path("parameters");
    assertThat(parameters.path("aspectRatio").asText()).isEqualTo("16:9");
    assertThat(parameters.path("seed").asInt()).isEqualTo(7);
    assertThat(parameters.path("addWatermark").asBoolean(true)).isFalse();
    assertThat(parameters.path("sampleCount").asInt()).isEqualTo(1);
    assertThat(result.charge()).isEqualTo(Money.usd("0.02"));
    assertThat(result.result().file()).hasBinaryContent(SimulatedGoogle.picture(64, 36));
  }

  @Test
  void hasAGeminiModelDrawWhatFollowsFromAPicture() throws Exception {
    var reference = Orders.frame(scratch, 64);

    var result =
        delivered(
            drawer("imagen-4.0-fast-generate-001")
                .submit(Orders.picture(reference), Orders.call(scratch)));

    var request = google.seen().getFirst();
    assertThat(request.path()).isEqualTo("/v1beta/models/gemini-2.5-flash-image:generateContent");
    var parts = request.body().at("/contents/0/parts");
    assertThat(Base64.getDecoder().decode(parts.at("/0/inlineData/data").asText()))
        .isEqualTo(SimulatedGoogle.picture(64, 36));
    assertThat(parts.at("/1/text").asText())
        .contains("a kite on a roof", "6 seconds", "differ", "green coat");
    assertThat(request.body().at("/generationConfig/responseModalities/0").asText())
        .isEqualTo("IMAGE");
    assertThat(request.body().at("/generationConfig/imageConfig/aspectRatio").asText())
        .isEqualTo("16:9");
    assertThat(result.charge()).as("the chosen model's price").isEqualTo(Money.usd("0.02"));
    assertThat(result.result().params()).containsEntry("drawnBy", "gemini-2.5-flash-image");
  }

  @Test
  void cropsAPictureThatCameInAnotherShape() throws Exception {
    google.draws(SimulatedGoogle.picture(100, 100));

    var result =
        delivered(
            drawer("gemini-3.1-flash-image").submit(Orders.picture(null), Orders.call(scratch)));

    var image = ImageIO.read(result.result().file().toFile());
    assertThat((double) image.getWidth() / image.getHeight()).isBetween(1.75, 1.81);
    assertThat(result.result().params()).containsEntry("cropped", true);
  }

  static Stream<String> emptyAnswers() {
    return Stream.of(
        "{}",
        "{\"predictions\":[{\"raiFilteredReason\":\"filtered\"}]}",
        "{\"promptFeedback\":{\"blockReason\":\"IMAGE_SAFETY\"}}",
        "{\"candidates\":[{\"finishReason\":\"NO_IMAGE\"}]}",
        "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":[{\"text\":\"no\"}]}}]}");
  }

  @ParameterizedTest
  @MethodSource("emptyAnswers")
  void takesAnAnswerWithoutPictureForARefusal(String answer) throws Exception {
    for (var model : new String[] {"imagen-4.0-fast-generate-001", "gemini-3.1-flash-image"}) {
      google.nextOrder(SimulatedGoogle.json(answer));

      assertThat(drawer(model).submit(Orders.picture(null), Orders.call(scratch)))
          .isInstanceOfSatisfying(
              SubmitResult.Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.CONTENT_POLICY));
    }
  }

  @Test
  void doesNotTakeJustAnythingForAPicture() throws Exception {
    google.draws("GIF89a, or so".getBytes(StandardCharsets.UTF_8));

    assertThat(drawer("gemini-3.1-flash-image").submit(Orders.picture(null), Orders.call(scratch)))
        .isInstanceOfSatisfying(
            SubmitResult.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(RejectionReason.UNUSABLE_ANSWER));
  }

  private static SubmitResult.Delivered<MediaResult> delivered(SubmitResult<MediaResult> result) {
    if (result instanceof SubmitResult.Delivered<MediaResult> delivered) {
      return delivered;
    }
    throw new AssertionError("no picture: " + result);
  }
}
