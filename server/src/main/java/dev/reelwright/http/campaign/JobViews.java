package dev.reelwright.http.campaign;

import dev.reelwright.engine.RunState;
import dev.reelwright.http.campaign.JobAnswer.Audio;
import dev.reelwright.http.campaign.JobAnswer.Costs;
import dev.reelwright.http.campaign.JobAnswer.Counts;
import dev.reelwright.http.campaign.JobAnswer.Data;
import dev.reelwright.http.campaign.JobAnswer.Meta;
import dev.reelwright.http.campaign.JobAnswer.Planned;
import dev.reelwright.http.campaign.JobAnswer.Progress;
import dev.reelwright.http.campaign.JobAnswer.Storyboard;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.CallFacts;
import dev.reelwright.production.Failure;
import dev.reelwright.production.Production;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns a pair film into a job answer.
final class JobViews {
  private JobViews() {}

  /// @param estimated what the empty and filled slots of the film cost together
  static JobAnswer job(Production production, Money estimated, Instant now) {
    var project = production.project();
    var number = number(production, JobIntake.JOB, project.id().value());
    var subJobs = SubJobViews.subJobs(production, number);
    var counts = SubJobViews.counts(subJobs);
    var words = words(production, counts);
    var storyboard = storyboard(production);
    var error = error(production);
    var data =
        new Data(
            String.valueOf(number),
            CampaignWords.status(words),
            progress(words, subJobs),
            storyboard,
            SubJobViews.scenes(production, number),
            audio(production, words.run()),
            words.run() == RunState.DONE ? "/api/v3/videos/%d/combined".formatted(number) : "",
            error,
            SubJobViews.units(estimated),
            spent(production),
            project.createdAt(),
            project.updatedAt(),
            counts);
    return new JobAnswer(
        data,
        null,
        new Meta(now),
        number,
        flatType(production),
        CampaignWords.flatStatus(words),
        project.title(),
        SubJobViews.units(estimated),
        new Costs(SubJobViews.units(estimated), estimated.currency().getCurrencyCode()),
        CampaignWords.percentage(words),
        CampaignWords.stage(words),
        JobIntake.parameters(project),
        storyboard,
        project.createdAt(),
        project.updatedAt());
  }

  private static CampaignWords.Progress words(Production production, Counts counts) {
    return new CampaignWords.Progress(
        production.newestRun().map(RunFacts::state).orElse(null),
        production.isInFlight(StepKind.PLAN),
        counts.processing() + counts.completed() + counts.failed() > 0,
        counts.total(),
        counts.completed() + counts.failed(),
        counts.failed(),
        audio(production, null).status().equals("processing"));
  }

  private static Progress progress(CampaignWords.Progress words, List<SubJob> subJobs) {
    var current =
        subJobs.stream()
            .filter(subJob -> subJob.videoUrl() == null)
            .map(SubJob::subJobNumber)
            .findFirst()
            .orElse(null);
    var done = words.clips() - words.failedClips();
    return new Progress(
        CampaignWords.currentStage(words),
        words.shots(),
        done,
        current,
        null,
        "%d of %d clips are done".formatted(done, words.shots()),
        CampaignWords.percentage(words),
        CampaignWords.stage(words));
  }

  private static @Nullable Storyboard storyboard(Production production) {
    var planned = new ArrayList<Planned>();
    for (var shot : production.shots()) {
      var number = planned.size() + 1;
      planned.add(
          new Planned(
              number,
              SubJobViews.shotText(shot, "scene_name", ""),
              shot.texts().description(),
              shot.texts().motion(),
              SubJobViews.seconds(shot),
              SubJobViews.transition(shot, number),
              SubJobViews.shotText(shot, "scene_type", ""),
              SubJobViews.frames(production, shot)));
    }
    return planned.isEmpty()
        ? null
        : new Storyboard(planned, planned.stream().mapToDouble(Planned::duration).sum());
  }

  /// Scene n's music is candidate n-1 of the project's music slot; the last one is the whole track,
  /// since each continues the one before.
  private static Audio audio(Production production, @Nullable RunState run) {
    var tracks = production.selected(SlotRole.MUSIC);
    var step =
        production.steps().stream()
            .filter(found -> found.kind() == StepKind.MUSIC)
            .reduce((_, later) -> later);
    var status =
        CampaignWords.audio(
            production.project().settings().music(),
            tracks.size(),
            production.shots().size(),
            step.map(StepFacts::status).orElse(null),
            run != null && run.isFinal());
    if (!status.equals("completed")) {
      return Audio.only(status);
    }
    var track = tracks.getLast();
    var number = number(production, JobIntake.AUDIO, track.id().value());
    var length = production.asset(track).facts().length();
    return new Audio(
        status,
        number,
        "/api/audio/%d/data".formatted(number),
        length == null ? null : length.toMillis() / 1000.0,
        tracks.size(),
        track.model(),
        true);
  }

  private static @Nullable String error(Production production) {
    return production.newestRun().map(RunFacts::failure).map(Failure::message).orElse(null);
  }

  private static double spent(Production production) {
    return production.calls().stream()
        .map(CallFacts::charge)
        .filter(Objects::nonNull)
        .reduce(Money::plus)
        .map(SubJobViews::units)
        .orElse(0.0);
  }

  /// The later server's word for property jobs differs from ours.
  private static String flatType(Production production) {
    var type =
        Objects.toString(production.project().brief().wishes().get(JobIntake.TYPE), "standard");
    return type.equals(JobIntake.PROPERTY_VIDEO) ? "property_photos" : type;
  }

  private static long number(Production production, String kind, String entityId) {
    return production
        .alias(JobIntake.SURFACE, kind, entityId)
        .map(Long::parseLong)
        .orElseThrow(
            () -> new IllegalStateException("%s %s has no number".formatted(kind, entityId)));
  }
}
