package dev.reelwright.http.orchestrate;

import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.orchestrate.JobRecord.DeadLetter;
import dev.reelwright.http.orchestrate.JobRecord.Payload;
import dev.reelwright.http.orchestrate.OrchestrateWords.Made;
import dev.reelwright.production.CallFacts;
import dev.reelwright.production.Production;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a production into the documents of this surface.
final class OrchestrateViews {
  private final Path dataFolder;
  private final UnaryOperator<String> workflowOfStyle;

  /// @param workflowOfStyle the absolute path of a style's image template
  OrchestrateViews(Path dataFolder, UnaryOperator<String> workflowOfStyle) {
    this.dataFolder = dataFolder;
    this.workflowOfStyle = workflowOfStyle;
  }

  StatusDocument status(Production production) {
    var record = job(production);
    var made = made(production);
    return new StatusDocument(
        record.jobId(),
        record.status(),
        record.error(),
        record.outputDir(),
        record.voiceoverPath(),
        record.imageFiles(),
        record.comfyPromptIds(),
        record.videoFiles(),
        record.finalVideoPath(),
        record.payload().runId(),
        OrchestrateWords.step(record.status(), made).orElse(null),
        record.status().equals("completed") ? 1.0 : made.fraction(),
        production.project().createdAt(),
        production.project().updatedAt());
  }

  JobRecord job(Production production) {
    var folder = new RunFolder(dataFolder, runId(production));
    var status = word(production);
    var completed = status.equals("completed");
    var made = made(production);
    return new JobRecord(
        production.project().id().value(),
        payload(production),
        status,
        error(production).orElse(null),
        completed ? folder.path() : null,
        completed && made.voice() ? folder.voiceover() : null,
        completed && made.film() ? folder.finalVideo() : null,
        files(production, SlotRole.IMAGE, RunFolder::image),
        files(production, SlotRole.CLIP, RunFolder::video),
        imageJobs(production));
  }

  /// The dead letter of a failed job; empty for any other.
  Optional<DeadLetter> deadLetter(Production production) {
    return error(production)
        .map(
            error ->
                new DeadLetter(
                    production.project().id().value(),
                    runId(production),
                    word(production),
                    error,
                    reason(failedStep(production)),
                    payload(production)));
  }

  private Payload payload(Production production) {
    var asked =
        OrchestrateIntake.askedFor(production.project(), production.shots(), runId(production));
    return new Payload(
        asked.script(),
        asked.caption(),
        asked.runId(),
        asked.prompts(),
        Objects.requireNonNullElse(asked.language(), SubtitleLanguage.DEFAULT),
        asked.enableImageGen(),
        workflowOfStyle.apply(production.project().brief().style()));
  }

  private static String word(Production production) {
    var run = production.newestRun();
    return OrchestrateWords.status(
        run.map(RunFacts::state).orElse(null), run.filter(production::isTakenUp).isPresent());
  }

  private static Optional<String> error(Production production) {
    if (!word(production).equals("failed")) {
      return Optional.empty();
    }
    var step = failedStep(production);
    var why =
        production
            .newestRun()
            .map(RunFacts::failure)
            .map(failure -> failure.message())
            .orElse("stopped");
    return Optional.of(
        OrchestrateWords.error(reason(step), position(production, step.orElse(null)), why));
  }

  private static String reason(Optional<StepFacts> step) {
    return OrchestrateWords.reason(
        step.map(StepFacts::kind).orElse(null),
        step.map(failed -> failed.slot().role()).orElse(null));
  }

  private static Optional<StepFacts> failedStep(Production production) {
    var run = production.newestRun().map(RunFacts::id);
    return production.steps().stream()
        .filter(step -> run.filter(step.run()::equals).isPresent())
        .filter(step -> step.status() == StepStatus.FAILED)
        .findFirst();
  }

  private static @Nullable Integer position(Production production, @Nullable StepFacts step) {
    if (step == null) {
      return null;
    }
    var shots = production.shots();
    for (var i = 0; i < shots.size(); i++) {
      if (shots.get(i).id().equals(step.slot().shotId())) {
        return i;
      }
    }
    return null;
  }

  private static Made made(Production production) {
    var shots = production.shots();
    var film = !production.selected(SlotRole.CUT).isEmpty();
    return new Made(
        count(production, SlotRole.IMAGE),
        (int) shots.stream().filter(shot -> !shot.texts().image().isEmpty()).count(),
        shots.stream()
            .anyMatch(shot -> production.selected(shot.id(), SlotRole.NARRATION).isPresent()),
        production.project().settings().voice(),
        count(production, SlotRole.CLIP),
        (int) shots.stream().filter(OrchestrateViews::wantsClip).count(),
        film);
  }

  /// A clip moves a picture, so a prompt without a picture gets none.
  private static boolean wantsClip(Shot shot) {
    return !shot.texts().image().isEmpty() && !shot.texts().motion().isEmpty();
  }

  private static int count(Production production, SlotRole role) {
    return (int)
        production.shots().stream()
            .filter(shot -> production.selected(shot.id(), role).isPresent())
            .count();
  }

  private static @Nullable List<String> files(
      Production production, SlotRole role, IntFunction<String> name) {
    var shots = production.shots();
    var files =
        IntStream.range(0, shots.size())
            .filter(i -> production.selected(shots.get(i).id(), role).isPresent())
            .mapToObj(name)
            .toList();
    return files.isEmpty() ? null : files;
  }

  private static @Nullable List<String> imageJobs(Production production) {
    var jobs =
        production.steps().stream()
            .filter(step -> step.slot().role() == SlotRole.IMAGE)
            .flatMap(step -> production.calls(step.id()).stream())
            .map(CallFacts::job)
            .filter(Objects::nonNull)
            .map(ProviderJob::value)
            .toList();
    return jobs.isEmpty() ? null : jobs;
  }

  private static String runId(Production production) {
    var project = production.project();
    return production
        .alias(OrchestrateIntake.SURFACE, OrchestrateIntake.RUN, project.id().value())
        .orElse(project.title());
  }
}
