package dev.reelwright.http.pipeline;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.FilmDigest;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.ShotDigest;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.TakeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns films into the answers of this surface.
@ApplicationScoped
public class PipelineViews {
  private static final String NO_CLIPS = "NO_CLIPS";
  private static final int CENTS = 2;

  private final PipelineModels models;

  public PipelineViews(PipelineModels models) {
    this.models = models;
  }

  ProjectDetail detail(FilmDigest film, List<ShotDigest> shots) {
    var asked = PipelineIntake.askedFor(film);
    var forkedFrom = film.forkedFrom();
    return new ProjectDetail(
        film.id().value(),
        asked.prompt(),
        asked.style(),
        asked.aspectRatio(),
        status(film),
        wholeSeconds(film.createdAt()),
        wholeSeconds(film.changedAt()),
        shots.size(),
        IntStream.range(0, shots.size()).mapToObj(index -> scene(index, shots.get(index))).toList(),
        errorMessage(film),
        asked.totalDuration(),
        asked.clipDuration(),
        asked.textModel(),
        asked.imageModel(),
        asked.videoModel(),
        asked.enableAudio(),
        forkedFrom == null ? null : forkedFrom.value(),
        dollars(models.cost(asked, film.made())));
  }

  StatusResponse statusResponse(FilmDigest film) {
    return new StatusResponse(
        film.id().value(),
        status(film),
        wholeSeconds(film.createdAt()),
        wholeSeconds(film.changedAt()),
        errorMessage(film));
  }

  ProjectLine line(FilmDigest film) {
    var asked = PipelineIntake.askedFor(film);
    return new ProjectLine(
        film.id().value(),
        asked.prompt(),
        status(film),
        wholeSeconds(film.createdAt()),
        asked.totalDuration(),
        asked.clipDuration(),
        asked.textModel(),
        asked.imageModel(),
        asked.videoModel(),
        asked.enableAudio());
  }

  static String status(FilmDigest film) {
    var progress = film.progress();
    var run = film.newestRun();
    return PipelineWords.project(
        new PipelineWords.Progress(
            run.map(RunFacts::state).orElse(null),
            run.filter(each -> each.goal() == RunGoal.CUT).isPresent(),
            progress.isPlanningBegun(),
            progress.shots(),
            Objects.requireNonNullElse(film.settings().shots(), 0),
            progress.framed(),
            progress.clips() + progress.lost()));
  }

  static String statusUrl(String project) {
    return "/api/projects/%s/status".formatted(project);
  }

  static BigDecimal dollars(Money amount) {
    return amount.amount().setScale(CENTS, RoundingMode.HALF_UP);
  }

  private static SceneView scene(int index, ShotDigest shot) {
    var clip = PipelineWords.clip(shot.clip() != null, shot.clipStep(), shot.isTimedOut());
    var texts = shot.texts();
    return new SceneView(
        index,
        texts.description(),
        PipelineWords.scene(shot.start() != null && shot.end() != null, clip),
        shot.start() != null,
        shot.end() != null,
        clip.isPresent(),
        clip.orElse(null),
        texts.start(),
        texts.end(),
        texts.motion(),
        texts.transition(),
        address("keyframes", shot.start()),
        address("keyframes", shot.end()),
        address("clips", shot.clip()));
  }

  /// `{step} failed: {kind of error}: {text}`, or the bare text where no step is to blame.
  private static @Nullable String errorMessage(FilmDigest film) {
    var failure = film.newestRun().map(RunFacts::failure);
    if (failure.isEmpty()) {
      return null;
    }
    var step = film.failedStep();
    return step == null || failure.get().code().equals(NO_CLIPS)
        ? failure.get().message()
        : "%s failed: %s: %s"
            .formatted(stepWord(step), failure.get().code(), failure.get().message());
  }

  private static String stepWord(StepKind kind) {
    return switch (kind) {
      case PLAN -> "storyboard";
      case FRAME, INHERIT_FRAME -> "keyframes";
      case CLIP -> "video_gen";
      case NARRATION, MUSIC, CUT -> "stitching";
    };
  }

  private static @Nullable String address(String kind, @Nullable TakeId take) {
    return take == null ? null : "/api/%s/%s".formatted(kind, take);
  }

  private static Instant wholeSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
