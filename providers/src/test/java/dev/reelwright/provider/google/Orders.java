package dev.reelwright.provider.google;

import dev.reelwright.access.Secret;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.ProgressListener;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Requests with every detail filled in, and settings that lead to a simulated Google.
final class Orders {
  static final String KEY = "a-very-secret-key";

  private Orders() {}

  static GoogleSettings byKey(@Nullable URI base) {
    return new GoogleSettings(
        new GoogleSettings.Access.Key(new Secret(KEY)),
        base,
        Duration.ofSeconds(15),
        Duration.ofMinutes(10),
        Map.of());
  }

  static GoogleSettings byVertex(@Nullable URI base, @Nullable Path credentials) {
    return new GoogleSettings(
        new GoogleSettings.Access.Vertex("p1", "us-central1", credentials),
        base,
        Duration.ofSeconds(15),
        Duration.ofMinutes(10),
        Map.of());
  }

  static GoogleSettings withPrice(String model, String dollars) {
    return new GoogleSettings(
        new GoogleSettings.Access.Key(new Secret(KEY)),
        null,
        Duration.ofSeconds(15),
        Duration.ofMinutes(10),
        Map.of(model, new BigDecimal(dollars)));
  }

  static Call call(Path scratch) throws IOException {
    return new Call(
        AttemptId.fresh(),
        Files.createTempDirectory(scratch, "call"),
        ProgressListener.SILENT,
        CancelSignal.NEVER);
  }

  static StoryboardRequest storyboard(String style) {
    return new StoryboardRequest(
        new Brief("A red kite over a harbour", null, null, style, Map.of()), settings());
  }

  static ProjectSettings settings() {
    return new ProjectSettings(
        Format.ofAspect("9:16"),
        Duration.ofSeconds(18),
        Duration.ofSeconds(6),
        3,
        4_000_000_000L,
        false,
        false,
        false,
        true,
        Map.of(),
        null,
        null);
  }

  static ImageRequest picture(@Nullable InputFile reference) {
    return new ImageRequest(
        "a kite on a roof",
        "birds",
        "3d_render",
        Format.ofAspect("16:9"),
        reference,
        reference == null ? 0 : 1,
        6000,
        7,
        Map.of(
            "style_guide",
                Map.of("visual_style", "flat", "color_palette", "reds", "camera_style", "still"),
            "characters",
                List.of(
                    Map.of(
                        "name",
                        "Ada",
                        "physical_description",
                        "tall",
                        "clothing_description",
                        "green coat"))));
  }

  static VideoRequest clip(
      @Nullable InputFile first, @Nullable InputFile last, long millis, boolean sound) {
    return new VideoRequest(
        "the kite dives",
        "a kite",
        "birds",
        "anime",
        Format.ofAspect("9:16"),
        first,
        last,
        millis,
        sound,
        7,
        Map.of());
  }

  static InputFile frame(Path folder, int width) throws IOException {
    var file = folder.resolve("frame-" + width + ".png");
    Files.write(file, SimulatedGoogle.picture(width, 36));
    return new InputFile(new BlobHash("0".repeat(64)), file, "image/png");
  }

  static ModelChoice model(String name) {
    return new ModelChoice(GoogleStudio.PROVIDER, name);
  }

  /// The five kinds of paid request.
  enum Kind {
    STORYBOARD(true),
    IMAGEN(true),
    GEMINI_PICTURE(true),
    VEO(false),
    OMNI(false);

    private final boolean isAtOnce;

    Kind(boolean isAtOnce) {
      this.isAtOnce = isAtOnce;
    }

    boolean isAtOnce() {
      return isAtOnce;
    }

    SubmitResult<?> submit(GoogleStudio studio, Path scratch)
        throws IOException, InterruptedException {
      var call = call(scratch);
      return switch (this) {
        case STORYBOARD ->
            studio
                .storyboarder(model("gemini-2.5-flash"))
                .orElseThrow()
                .submit(storyboard("anime"), call);
        case IMAGEN ->
            studio
                .images(model("imagen-4.0-fast-generate-001"))
                .orElseThrow()
                .submit(picture(null), call);
        case GEMINI_PICTURE ->
            studio
                .images(model("gemini-3.1-flash-image"))
                .orElseThrow()
                .submit(picture(null), call);
        case VEO ->
            studio
                .videos(model("veo-3.1-fast-generate-001"))
                .orElseThrow()
                .submit(clip(null, null, 6000, true), call);
        case OMNI ->
            studio
                .videos(model("gemini-omni-1.1-flash"))
                .orElseThrow()
                .submit(clip(null, null, 6000, true), call);
      };
    }
  }
}
