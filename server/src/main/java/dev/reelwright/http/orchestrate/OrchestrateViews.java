package dev.reelwright.http.orchestrate;

import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.orchestrate.JobRecord.DeadLetter;
import dev.reelwright.http.orchestrate.JobRecord.Payload;
import dev.reelwright.http.orchestrate.OrchestrateJobs.Job;
import dev.reelwright.http.orchestrate.OrchestrateWords.Made;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineState;
import dev.reelwright.line.LineWork.Ending;
import dev.reelwright.production.CallFacts;
import dev.reelwright.production.Failure;
import dev.reelwright.production.Production;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a production into the documents of this surface.
@ApplicationScoped
public class OrchestrateViews {
  private final OrchestrateSettings settings;

  public OrchestrateViews(OrchestrateSettings settings) {
    this.settings = settings;
  }

  StatusDocument status(Job job) {
    var production = job.production();
    var record = job(job);
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

  JobRecord job(Job job) {
    var production = job.production();
    var folder = new RunFolder(settings.base(), OrchestrateIntake.runId(production.project()));
    var status = word(job);
    var completed = status.equals("completed");
    var made = made(production);
    return new JobRecord(
        production.project().id().value(),
        payload(production),
        status,
        error(job),
        completed ? folder.path() : null,
        completed ? voice(production).map(folder::voiceover).orElse(null) : null,
        completed && made.film() ? folder.finalVideo() : null,
        files(production, SlotRole.IMAGE, RunFolder::image),
        files(production, SlotRole.CLIP, RunFolder::video),
        imageJobs(production));
  }

  /// Base names of what a job has made.
  record Files(List<String> images, List<String> videos, boolean hasFilm) {}

  Files files(Production production) {
    return new Files(
        Objects.requireNonNullElse(files(production, SlotRole.IMAGE, RunFolder::image), List.of()),
        Objects.requireNonNullElse(files(production, SlotRole.CLIP, RunFolder::video), List.of()),
        !production.selected(SlotRole.CUT).isEmpty());
  }

  /// The dead letter of a failed job; empty for any other.
  Optional<DeadLetter> deadLetter(Job job) {
    var project = job.production().project();
    var error = error(job);
    return error == null
        ? Optional.empty()
        : Optional.of(
            new DeadLetter(
                project.id().value(),
                OrchestrateIntake.runId(project),
                word(job),
                error,
                Objects.requireNonNullElse(job.place().reason(), Foreman.INTERNAL),
                payload(job.production())));
  }

  String word(Job job) {
    return OrchestrateWords.status(job.place().state());
  }

  /// How a job ended whose run is over.
  Ending ending(Production production) {
    var run = production.newestRun();
    if (run.map(RunFacts::state).filter(RunState.DONE::equals).isPresent()) {
      return Ending.DONE;
    }
    if (run.map(RunFacts::state).filter(RunState.STOPPED::equals).isPresent()) {
      return new Ending(OrchestrateWords.CANCELLED, OrchestrateWords.CANCELLED_BY_CALLER);
    }
    var step = failedStep(production);
    var failure = run.map(RunFacts::failure);
    var why = failure.map(Failure::message).orElse("nobody knows what happened");
    var reason = reason(step, failure.map(Failure::code).orElse(""));
    return new Ending(
        reason, OrchestrateWords.error(reason, position(production, step.orElse(null)), why));
  }

  /// Media type of the voice, empty where nobody speaks.
  static Optional<String> voice(Production production) {
    return voiceTake(production)
        .map(
            take -> {
              var asset = production.assets().get(take.assetId());
              return asset == null ? "audio/mpeg" : asset.mediaType();
            });
  }

  static Optional<Take> voiceTake(Production production) {
    return production.shots().stream()
        .flatMap(shot -> production.selected(shot.id(), SlotRole.NARRATION).stream())
        .findFirst();
  }

  private Payload payload(Production production) {
    var project = production.project();
    var asked =
        OrchestrateIntake.askedFor(project, production.shots(), OrchestrateIntake.runId(project));
    return new Payload(
        asked.script(),
        asked.caption(),
        asked.runId(),
        asked.prompts(),
        Objects.requireNonNullElse(asked.language(), SubtitleLanguage.DEFAULT),
        asked.enableImageGen(),
        settings.workflow(project.brief().style()));
  }

  private static @Nullable String error(Job job) {
    return job.place().state() == LineState.DEAD
        ? Objects.requireNonNullElse(job.place().error(), "failed")
        : null;
  }

  private static String reason(Optional<StepFacts> step, String code) {
    var kind = step.map(StepFacts::kind).orElse(null);
    return kind == StepKind.CLIP && code.equals(RejectionReason.UPLOAD_FAILED.name())
        ? "image_upload_failed"
        : OrchestrateWords.reason(kind, step.map(failed -> failed.slot().role()).orElse(null));
  }

  private static Optional<StepFacts> failedStep(Production production) {
    var run = production.newestRun().map(RunFacts::id);
    return production.steps().stream()
        .filter(step -> run.filter(step.run()::equals).isPresent())
        .filter(step -> step.status() == StepStatus.FAILED || step.status() == StepStatus.CANCELLED)
        // A run that was given up takes its steps along; one that failed by itself goes before.
        .min(Comparator.comparing(step -> step.status() != StepStatus.FAILED));
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
    var narrated = production.project().settings().narrated();
    var isDrawn = narrated == null || narrated.pictures();
    var film = !production.selected(SlotRole.CUT).isEmpty();
    return new Made(
        count(production, SlotRole.IMAGE),
        isDrawn ? (int) shots.stream().filter(shot -> !shot.texts().image().isEmpty()).count() : 0,
        voiceTake(production).isPresent(),
        production.project().settings().voice() && !shots.isEmpty(),
        count(production, SlotRole.CLIP),
        isDrawn ? (int) shots.stream().filter(OrchestrateViews::wantsClip).count() : 0,
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
}
