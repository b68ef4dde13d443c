package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.http.WireJson;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.FilmDigest.Made;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The models that this surface names, what they can do, and what its contract says they cost; read
/// from `models.json`. What is really paid is the ledger's business. Immutable.
@ApplicationScoped
public class PipelineModels {
  private final Lists lists;

  PipelineModels() {
    this.lists = read();
  }

  private record Text(
      @JsonProperty("name") String name, @JsonProperty("per_storyboard") String perStoryboard) {}

  private record Image(
      @JsonProperty("name") String name, @JsonProperty("per_image") String perImage) {}

  private record Video(
      @JsonProperty("name") String name,
      @JsonProperty("seconds") List<Integer> seconds,
      @JsonProperty("silent") String silent,
      @JsonProperty("audio") @Nullable String audio) {}

  private record Unknown(
      @JsonProperty("per_storyboard") String perStoryboard,
      @JsonProperty("per_image") String perImage,
      @JsonProperty("per_second") String perSecond,
      @JsonProperty("seconds") List<Integer> seconds) {}

  private record Lists(
      @JsonProperty("text") List<Text> text,
      @JsonProperty("image") List<Image> image,
      @JsonProperty("video") List<Video> video,
      @JsonProperty("unknown") Unknown unknown) {}

  boolean isTextModel(String name) {
    return text(name).isPresent();
  }

  boolean isImageModel(String name) {
    return image(name).isPresent();
  }

  boolean isVideoModel(String name) {
    return video(name).isPresent();
  }

  /// Lengths of a clip in seconds, shortest first.
  List<Integer> seconds(String videoModel) {
    return video(videoModel).map(Video::seconds).orElse(lists.unknown().seconds());
  }

  boolean hasAudio(String videoModel) {
    return video(videoModel).map(Video::audio).isPresent();
  }

  /// What a whole film costs before anything of it is made.
  Money estimate(GenerateRequest asked) {
    return cost(asked, new Made(1, asked.sceneCount() + 1, asked.sceneCount()));
  }

  /// What was made, at the prices of the models that were asked for.
  Money cost(GenerateRequest asked, Made made) {
    var storyboard =
        text(asked.textModel()).map(Text::perStoryboard).orElse(lists.unknown().perStoryboard());
    var image = image(asked.imageModel()).map(Image::perImage).orElse(lists.unknown().perImage());
    return Money.usd(storyboard)
        .times(made.storyboards())
        .plus(Money.usd(image).times(made.frames()))
        .plus(Money.usd(perSecond(asked)).times((long) made.submissions() * asked.clipDuration()));
  }

  private String perSecond(GenerateRequest asked) {
    return video(asked.videoModel())
        .map(model -> asked.enableAudio() && model.audio() != null ? model.audio() : model.silent())
        .orElse(lists.unknown().perSecond());
  }

  private Optional<Text> text(String name) {
    return lists.text().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private Optional<Image> image(String name) {
    return lists.image().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private Optional<Video> video(String name) {
    return lists.video().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private static Lists read() {
    JsonMapper json = WireJson.mapper();
    try (var file = PipelineModels.class.getResourceAsStream("models.json")) {
      if (file == null) {
        throw new IllegalStateException("models.json is not part of this build");
      }
      return json.readValue(file, Lists.class);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the models of the pipeline surface failed", e);
    }
  }
}
