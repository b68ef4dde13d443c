package dev.reelwright.http.campaign;

import dev.reelwright.http.campaign.JobAnswer.Counts;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.CallFacts;
import dev.reelwright.production.Failure;
import dev.reelwright.production.Production;
import dev.reelwright.production.StepFacts;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns the shots of a pair film into sub-jobs and text scenes.
final class SubJobViews {
  private static final double HALF = 0.5;

  private SubJobViews() {}

  static List<SubJob> subJobs(Production production, long jobNumber) {
    var list = new ArrayList<SubJob>();
    for (var shot : production.shots()) {
      list.add(subJob(production, jobNumber, list.size() + 1, shot));
    }
    return list;
  }

  static Counts counts(List<SubJob> subJobs) {
    return new Counts(
        subJobs.size(),
        count(subJobs, "pending"),
        count(subJobs, "processing"),
        count(subJobs, "completed"),
        count(subJobs, "failed"));
  }

  static List<SceneBody> scenes(Production production, long jobNumber) {
    var list = new ArrayList<SceneBody>();
    for (var shot : production.shots()) {
      list.add(scene(production, jobNumber, list.size() + 1, shot));
    }
    return list;
  }

  static List<String> frames(Production production, Shot shot) {
    return Stream.of(
            frame(production, shot, SlotRole.START_FRAME),
            frame(production, shot, SlotRole.END_FRAME))
        .filter(Objects::nonNull)
        .toList();
  }

  static String shotText(Shot shot, String name, String otherwise) {
    return Objects.toString(shot.extra().get(name), otherwise);
  }

  static String transition(Shot shot, int number) {
    var written = shot.texts().transition();
    return written.isEmpty() ? (number == 1 ? "fade" : "cut") : written;
  }

  private static SubJob subJob(Production production, long jobNumber, int number, Shot shot) {
    var step = production.newestStep(shot.id(), SlotRole.CLIP);
    var calls = step.map(found -> production.calls(found.id())).orElse(List.of());
    var clip = production.selected(shot.id(), SlotRole.CLIP);
    var stamps = production.stamps(shot.id().value());
    var status = CampaignWords.subJob(clip.isPresent(), step.map(StepFacts::status).orElse(null));
    return new SubJob(
        shot.id().value(),
        jobNumber,
        number,
        frame(production, shot, SlotRole.START_FRAME),
        frame(production, shot, SlotRole.END_FRAME),
        last(calls).map(CallFacts::job).map(ProviderJob::value).orElse(null),
        JobIntake.model(production.project().settings()),
        inputParameters(shot, number),
        status,
        switch (status) {
          case "completed" -> 1.0;
          case "processing" -> HALF;
          default -> 0.0;
        },
        clip.map(_ -> "/api/v3/videos/%d/clips/clip_%03d.mp4".formatted(jobNumber, number))
            .orElse(null),
        clip.map(take -> take.assetId().value()).orElse(null),
        clip.map(take -> production.asset(take).facts().length())
            .map(length -> length.toMillis() / 1000.0)
            .orElse(null),
        last(calls).map(CallFacts::quote).map(SubJobViews::units).orElse(null),
        charged(calls),
        status.equals("failed")
            ? step.map(StepFacts::failure).map(Failure::message).orElse(null)
            : null,
        step.map(StepFacts::tries).orElse(0),
        calls.stream().map(CallFacts::intendedAt).findFirst().orElse(null),
        ended(clip, step),
        stamps.createdAt(),
        stamps.updatedAt());
  }

  private static Map<String, Object> inputParameters(Shot shot, int number) {
    var parameters = new TreeMap<>(shot.extra());
    parameters.put("duration", seconds(shot));
    parameters.put("prompt", shot.texts().motion());
    parameters.put("scene_number", number);
    return parameters;
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static SceneBody scene(Production production, long jobNumber, int number, Shot shot) {
    var stamps = production.stamps(shot.id().value());
    return new SceneBody(
        shot.id().value(),
        jobNumber,
        number,
        seconds(shot),
        shot.texts().description(),
        shot.texts().narration(),
        shotText(shot, "shot_type", "medium"),
        transition(shot, number),
        frames(production, shot),
        (Map<String, Object>) shot.extra().getOrDefault("metadata", Map.of()),
        stamps.createdAt(),
        stamps.updatedAt());
  }

  static double seconds(Shot shot) {
    return shot.length().toMillis() / 1000.0;
  }

  static double units(Money money) {
    return money.amount().doubleValue();
  }

  private static @Nullable Instant ended(Optional<Take> clip, Optional<StepFacts> step) {
    return clip.map(Take::createdAt).or(() -> step.map(StepFacts::endedAt)).orElse(null);
  }

  private static @Nullable Double charged(List<CallFacts> calls) {
    return calls.stream()
        .map(CallFacts::charge)
        .filter(Objects::nonNull)
        .reduce(Money::plus)
        .map(SubJobViews::units)
        .orElse(null);
  }

  private static @Nullable String frame(Production production, Shot shot, SlotRole role) {
    return production.selected(shot.id(), role).map(take -> take.assetId().value()).orElse(null);
  }

  private static Optional<CallFacts> last(List<CallFacts> calls) {
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast());
  }

  private static int count(List<SubJob> subJobs, String status) {
    return (int) subJobs.stream().filter(subJob -> subJob.status().equals(status)).count();
  }
}
