package dev.reelwright.http.pipeline;

import dev.reelwright.http.Problem;
import java.math.BigDecimal;
import java.util.List;

/// What this surface takes, in the order and in the words of its contract; the first rule that is
/// broken answers.
final class PipelineRules {
  private static final int LONGEST_PROMPT = 200_000;
  private static final int LONGEST_STYLE = 200;
  private static final int LONGEST_EDIT = 8_000;

  private final PipelineModels models;
  private final int maxScenes;

  PipelineRules(PipelineModels models, PipelineSettings settings) {
    this.models = models;
    this.maxScenes = settings.maxScenes();
  }

  /// @throws Problem 422
  void demandNew(GenerateRequest asked) {
    demandRatio(asked);
    demandLength(asked);
    demandTextModel(asked);
    demandImageModel(asked);
    demandVideoModel(asked);
    demandAudio(asked, "Audio generation not supported for %s");
    demandSense(asked);
    demandSceneCount(asked, asked.sceneCount());
  }

  /// @param merged the fork with the source filling the gaps
  /// @throws Problem 422
  void demandFork(GenerateRequest merged) {
    demandRatio(merged);
    demandVideoModel(merged);
    demandImageModel(merged);
    demandTextModel(merged);
    demandLength(merged);
    demandAudio(merged, "Audio not supported for %s");
  }

  /// @param deleted scenes that exist and are left out
  /// @param target scenes that the source was to have
  /// @throws Problem 422
  void demandScenesLeft(int deleted, int target) {
    if (deleted > 0 && deleted >= target) {
      throw broken("Cannot delete all scenes; at least 1 must remain");
    }
  }

  /// @throws Problem 422
  void demandForkSense(ForkRequest asked, GenerateRequest merged, int scenes) {
    demandSense(merged);
    demandSceneCount(merged, scenes);
    for (var texts : asked.edits().values()) {
      for (var text : texts.entrySet()) {
        if (text.getValue().length() > LONGEST_EDIT) {
          throw broken("%s may have at most %d characters".formatted(text.getKey(), LONGEST_EDIT));
        }
      }
    }
  }

  /// @param film whose scenes are joined
  /// @throws Problem 422
  void demandCrossfade(StitchRequest asked, GenerateRequest film) {
    var seconds = asked.crossfadeSeconds();
    var most = BigDecimal.valueOf(film.clipDuration()).divide(BigDecimal.TWO);
    if (seconds != null && (seconds.signum() < 0 || seconds.compareTo(most) > 0)) {
      throw broken(
          "crossfade_seconds must be from 0 to %s, half of a clip, got %s"
              .formatted(most.toPlainString(), seconds.stripTrailingZeros().toPlainString()));
    }
  }

  private void demandRatio(GenerateRequest asked) {
    if (!List.of("16:9", "9:16").contains(asked.aspectRatio())) {
      throw broken("aspect_ratio must be 16:9 or 9:16, got " + asked.aspectRatio());
    }
  }

  private void demandLength(GenerateRequest asked) {
    var allowed = models.seconds(asked.videoModel());
    if (!allowed.contains(asked.clipDuration())) {
      throw broken(
          "clip_duration %d not supported for %s. Allowed: %s"
              .formatted(asked.clipDuration(), asked.videoModel(), allowed));
    }
  }

  private void demandTextModel(GenerateRequest asked) {
    if (!models.isTextModel(asked.textModel())) {
      throw broken("Invalid text_model: " + asked.textModel());
    }
  }

  private void demandImageModel(GenerateRequest asked) {
    if (!models.isImageModel(asked.imageModel())) {
      throw broken("Invalid image_model: " + asked.imageModel());
    }
  }

  private void demandVideoModel(GenerateRequest asked) {
    if (!models.isVideoModel(asked.videoModel())) {
      throw broken("Invalid video_model: " + asked.videoModel());
    }
  }

  private void demandAudio(GenerateRequest asked, String words) {
    if (asked.enableAudio() && !models.hasAudio(asked.videoModel())) {
      throw broken(words.formatted(asked.videoModel()));
    }
  }

  private static void demandSense(GenerateRequest asked) {
    if (asked.prompt().isBlank()) {
      throw broken("prompt must not be empty; say what the film is about");
    }
    if (asked.prompt().length() > LONGEST_PROMPT) {
      throw broken("prompt may have at most %d characters".formatted(LONGEST_PROMPT));
    }
    if (asked.style().length() > LONGEST_STYLE) {
      throw broken("style may have at most %d characters".formatted(LONGEST_STYLE));
    }
    if (asked.totalDuration() < 1) {
      throw broken("total_duration must be at least 1 second, got " + asked.totalDuration());
    }
  }

  private void demandSceneCount(GenerateRequest asked, int scenes) {
    if (scenes > maxScenes) {
      throw broken(
          "total_duration %d takes %d clips of %d seconds; at most %d are allowed here"
              .formatted(asked.totalDuration(), scenes, asked.clipDuration(), maxScenes));
    }
  }

  private static Problem broken(String detail) {
    return Problem.of(422, "RULE_BROKEN", detail);
  }
}
