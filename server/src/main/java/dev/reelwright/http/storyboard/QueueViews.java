package dev.reelwright.http.storyboard;

import dev.reelwright.engine.StepStatus;
import dev.reelwright.production.Failure;
import dev.reelwright.production.Production;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.take.SlotRole;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns runs of one step into jobs of the queue.
final class QueueViews {
  private static final int MAX_RETRIES = 3;
  private static final double IMAGE_SECONDS = 30.0;
  private static final double VIDEO_SECONDS = 120.0;

  private QueueViews() {}

  @SuppressWarnings("unchecked") // written by StoryboardIntake.spec
  static QueueJob job(Production production, RunFacts run, StepFacts step) {
    var type = step.slot().role() == SlotRole.IMAGE ? "image" : "video";
    var status = StoryboardWords.job(run.state(), step.status());
    var failure = step.failure();
    var message = failure == null ? null : failure.message();
    var params = (Map<String, Object>) step.spec().getOrDefault("params", Map.of());
    return new QueueJob(
        run.id().value(),
        run.id().value(),
        production.project().id().value(),
        step.slot().subjectId(),
        type,
        type,
        status,
        -step.priority(),
        status.equals("pending") ? text(step, "server") : step.lane(),
        params,
        params,
        resultAddress(production, step),
        message,
        message,
        step.tries(),
        MAX_RETRIES,
        run.createdAt(),
        status.equals("pending") ? null : run.startedAt(),
        run.endedAt(),
        Objects.requireNonNullElse(text(step, "prompt"), ""),
        Objects.requireNonNullElse(text(step, "negative_prompt"), ""),
        text(step, "model"),
        (List<Object>) step.spec().getOrDefault("loras", List.of()),
        type.equals("image") ? IMAGE_SECONDS : VIDEO_SECONDS);
  }

  static Batch batch(Production production, RunFacts run) {
    var steps = production.steps().stream().filter(step -> step.run().equals(run.id())).toList();
    var results =
        steps.stream()
            .filter(step -> step.status().isFinal())
            .map(step -> result(production, step))
            .toList();
    var completed = (int) results.stream().filter(result -> result.error() == null).count();
    var failure = run.failure();
    var ended = run.endedAt();
    return new Batch(
        run.id().value(),
        StoryboardWords.batch(run.state(), production.isTakenUp(run)),
        steps.size(),
        completed,
        results.size() - completed,
        results,
        Objects.requireNonNullElse(run.startedAt(), run.createdAt()),
        ended != null
            ? ended
            : steps.stream()
                .map(StepFacts::updatedAt)
                .reduce(run.createdAt(), (a, b) -> a.isAfter(b) ? a : b),
        failure == null ? null : failure.message());
  }

  private static Batch.Result result(Production production, StepFacts step) {
    var clip = step.slot().subjectId();
    return switch (step.status()) {
      case DONE -> new Batch.Result(clip, "success", resultAddress(production, step), null);
      case CANCELLED -> new Batch.Result(clip, "failed", null, "cancelled");
      case READY, LEASED, SUBMITTED, NEEDS_DECISION, FAILED ->
          new Batch.Result(clip, "failed", null, reason(step.failure()));
    };
  }

  private static String reason(@Nullable Failure failure) {
    return failure == null ? "failed" : failure.message();
  }

  private static @Nullable String resultAddress(Production production, StepFacts step) {
    if (step.status() != StepStatus.DONE) {
      return null;
    }
    return production.takes().stream()
        .filter(take -> step.id().value().equals(take.stepId()))
        .map(take -> StoryboardViews.address(production, take))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(StepFacts step, String name) {
    return (String) step.spec().get(name);
  }
}
