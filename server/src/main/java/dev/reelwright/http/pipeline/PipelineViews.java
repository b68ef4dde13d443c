package dev.reelwright.http.pipeline;

import dev.reelwright.http.pipeline.ProjectDetail.SceneView;
import dev.reelwright.production.Failure;
import dev.reelwright.production.Production;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a production into the answers of this surface.
final class PipelineViews {
  private PipelineViews() {}

  static ProjectDetail detail(Production production) {
    var project = production.project();
    var asked = PipelineIntake.askedFor(project);
    var forkedFrom = project.forkedFrom();
    var shots = production.shots();
    return new ProjectDetail(
        project.id().value(),
        asked.prompt(),
        asked.style(),
        asked.aspectRatio(),
        status(production),
        wholeSeconds(project.createdAt()),
        wholeSeconds(project.updatedAt()),
        shots.size(),
        IntStream.range(0, shots.size())
            .mapToObj(index -> scene(production, index, shots.get(index)))
            .toList(),
        errorMessage(production).orElse(null),
        asked.totalDuration(),
        asked.clipDuration(),
        asked.textModel(),
        asked.imageModel(),
        asked.videoModel(),
        asked.enableAudio(),
        forkedFrom == null ? null : forkedFrom.value());
  }

  static StatusResponse statusResponse(Production production) {
    var project = production.project();
    return new StatusResponse(
        project.id().value(),
        status(production),
        wholeSeconds(project.createdAt()),
        wholeSeconds(project.updatedAt()),
        errorMessage(production).orElse(null));
  }

  /// Accepted submissions of a shot's clip, over all steps and tries; refused ones do not count.
  static long submissions(Production production, Shot shot) {
    return production.steps().stream()
        .filter(step -> step.kind() == StepKind.CLIP && shot.id().equals(step.slot().shotId()))
        .flatMap(step -> production.calls(step.id()).stream())
        .filter(call -> call.acceptedAt() != null)
        .count();
  }

  private static String status(Production production) {
    var shots = production.shots();
    return PipelineWords.project(
        new PipelineWords.Progress(
            production.newestRun().map(RunFacts::state).orElse(null),
            production.isInFlight(StepKind.PLAN),
            shots.size(),
            Objects.requireNonNullElse(production.project().settings().shots(), 0),
            (int) shots.stream().filter(shot -> hasBothFrames(production, shot)).count(),
            (int) shots.stream().filter(shot -> isSettled(production, shot)).count()));
  }

  private static SceneView scene(Production production, int index, Shot shot) {
    var start = production.selected(shot.id(), SlotRole.START_FRAME);
    var end = production.selected(shot.id(), SlotRole.END_FRAME);
    var clip = production.selected(shot.id(), SlotRole.CLIP);
    var clipStatus = clipStatus(production, shot);
    var texts = shot.texts();
    return new SceneView(
        index,
        texts.description(),
        PipelineWords.scene(start.isPresent() && end.isPresent(), clipStatus),
        start.isPresent(),
        end.isPresent(),
        clipStatus.isPresent(),
        clipStatus.orElse(null),
        texts.start(),
        texts.end(),
        texts.motion(),
        texts.transition(),
        address("keyframes", start),
        address("keyframes", end),
        address("clips", clip));
  }

  private static Optional<String> clipStatus(Production production, Shot shot) {
    var step = production.newestStep(shot.id(), SlotRole.CLIP);
    return PipelineWords.clip(
        production.selected(shot.id(), SlotRole.CLIP).isPresent(),
        step.map(StepFacts::status).orElse(null),
        step.map(StepFacts::failure).filter(Failure::isTimeOut).isPresent());
  }

  private static boolean hasBothFrames(Production production, Shot shot) {
    return production.selected(shot.id(), SlotRole.START_FRAME).isPresent()
        && production.selected(shot.id(), SlotRole.END_FRAME).isPresent();
  }

  private static boolean isSettled(Production production, Shot shot) {
    return clipStatus(production, shot).filter(word -> !word.equals("polling")).isPresent();
  }

  /// `{step} failed: {kind of error}: {text}`, or the bare text where no step is to blame.
  private static Optional<String> errorMessage(Production production) {
    var run = production.newestRun();
    var failure = run.map(RunFacts::failure);
    if (failure.isEmpty()) {
      return Optional.empty();
    }
    var step =
        production.steps().stream()
            .filter(failed -> failed.run().equals(run.get().id()) && failed.failure() != null)
            .reduce((_, later) -> later)
            .map(failed -> stepWord(failed.kind()));
    return Optional.of(
        step.map(
                word ->
                    "%s failed: %s: %s"
                        .formatted(word, failure.get().code(), failure.get().message()))
            .orElse(failure.get().message()));
  }

  private static String stepWord(StepKind kind) {
    return switch (kind) {
      case PLAN -> "storyboard";
      case FRAME, INHERIT_FRAME -> "keyframes";
      case CLIP -> "video_gen";
      case NARRATION, MUSIC, CUT -> "stitching";
    };
  }

  private static @Nullable String address(String kind, Optional<Take> take) {
    return take.map(found -> "/api/%s/%s".formatted(kind, found.id())).orElse(null);
  }

  private static Instant wholeSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
