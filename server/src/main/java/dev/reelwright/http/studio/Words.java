package dev.reelwright.http.studio;

import static dev.reelwright.http.studio.StudioCalls.word;

import dev.reelwright.asset.Asset;
import dev.reelwright.engine.Lanes;
import dev.reelwright.http.UrlSigner;
import dev.reelwright.http.studio.Wire.*;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.Failure;
import dev.reelwright.production.ProductionDigest;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Finishing;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.quote.Costs;
import dev.reelwright.quote.Quotation;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.Emptied;
import dev.reelwright.take.Slot;
import dev.reelwright.take.Take;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts what core knows into the words of the native API. Thread-safe.
@ApplicationScoped
public class Words {
  static final String ROOT = "/api/studio";
  private static final Duration SIGNED_FOR = Duration.ofDays(1);

  private final UrlSigner signer;

  public Words(UrlSigner signer) {
    this.signer = signer;
  }

  ProjectHead head(Project project, @Nullable String run, @Nullable Emptied emptied) {
    return new ProjectHead(
        project.id().value(),
        project.title(),
        project.surface(),
        project.recipe(),
        brief(project.brief()),
        settings(project.settings()),
        project.priority(),
        project.version(),
        project.createdAt(),
        project.updatedAt(),
        run,
        emptied == null ? null : emptied(emptied));
  }

  ProjectLine line(Project project, ProductionDigest digest, List<Money> spent) {
    var run = digest.run();
    return new ProjectLine(
        project.id().value(),
        project.title(),
        project.surface(),
        project.recipe(),
        state(run),
        run == null || run.blockedOn() == null ? null : word(run.blockedOn()),
        run == null ? null : failure(run.failure()),
        digest.shots(),
        digest.clips(),
        digest.cut() == null ? null : content(digest.cut().value()),
        digest.cover() == null ? null : poster(digest.cover().value()),
        spent.stream().map(Words::money).toList(),
        project.priority(),
        project.version(),
        project.createdAt(),
        project.updatedAt());
  }

  static String state(@Nullable RunFacts run) {
    return run == null ? "draft" : word(run.state());
  }

  BriefJson brief(Brief brief) {
    return new BriefJson(
        brief.prompt(), brief.script(), brief.language(), brief.style(), brief.wishes());
  }

  SettingsJson settings(ProjectSettings settings) {
    var models = new TreeMap<String, ModelJson>();
    settings.models().forEach((role, choice) -> models.put(word(role), model(choice)));
    var format = settings.format();
    return new SettingsJson(
        format.widthPixels(),
        format.heightPixels(),
        format.fpsNumerator() + "/" + format.fpsDenominator(),
        millis(settings.length()),
        millis(settings.shotLength()),
        settings.shots(),
        settings.seed(),
        settings.voice(),
        settings.captions(),
        settings.music(),
        settings.clipSound(),
        models,
        settings.storyboarder() == null ? null : model(settings.storyboarder()),
        settings.quality(),
        millis(settings.crossfade()),
        finishing(settings.finish()));
  }

  private static FinishingJson finishing(Finishing finishing) {
    return new FinishingJson(
        word(finishing.captions()),
        finishing.captionTrack(),
        word(finishing.fit()),
        word(finishing.longSpeech()),
        word(finishing.quality()),
        word(finishing.codec()));
  }

  RunJson run(RunFacts run, @Nullable ProjectId project, @Nullable Map<String, Integer> steps) {
    return new RunJson(
        run.id().value(),
        project == null ? null : project.value(),
        word(run.goal()),
        word(run.state()),
        run.blockedOn() == null ? null : word(run.blockedOn()),
        failure(run.failure()),
        steps,
        run.createdAt(),
        run.startedAt(),
        run.endedAt());
  }

  StepJson step(StepFacts step) {
    var slot = step.slot();
    return new StepJson(
        step.id().value(),
        step.run().value(),
        word(step.kind()),
        slot.shotId() == null ? null : slot.shotId().value(),
        word(slot.role()),
        slot.candidate(),
        slot.generation(),
        word(step.status()),
        step.lane(),
        step.priority(),
        step.tries(),
        failure(step.failure()),
        step.createdAt(),
        step.updatedAt(),
        step.endedAt());
  }

  SceneJson scene(Scene scene, @Nullable List<ShotJson> shots) {
    return new SceneJson(
        scene.id().value(),
        scene.position(),
        scene.name(),
        scene.description(),
        scene.version(),
        shots);
  }

  ShotJson shot(Shot shot, @Nullable List<SlotJson> slots) {
    var texts = shot.texts();
    return new ShotJson(
        shot.id().value(),
        shot.sceneId().value(),
        shot.position(),
        shot.start().toMillis(),
        shot.length().toMillis(),
        new TextsJson(
            texts.description(),
            texts.image(),
            texts.start(),
            texts.end(),
            texts.motion(),
            texts.negative(),
            texts.narration(),
            texts.transition()),
        shot.seed(),
        shot.alternate(),
        shot.version(),
        slots);
  }

  TakeJson take(Take take) {
    var slot = take.slot();
    return new TakeJson(
        take.id().value(),
        slot.projectId().value(),
        slot.shotId() == null ? null : slot.shotId().value(),
        word(slot.role()),
        slot.candidate(),
        slot.generation(),
        take.selected(),
        take.locked(),
        word(take.origin()),
        take.provider(),
        take.model(),
        take.seed(),
        take.assetId().value(),
        content(take.assetId().value()),
        poster(take.assetId().value()),
        take.createdAt());
  }

  AssetJson asset(Asset asset) {
    var facts = asset.facts();
    var url = content(asset.id().value());
    return new AssetJson(
        asset.id().value(),
        asset.projectId() == null ? null : asset.projectId().value(),
        asset.mediaType(),
        asset.name(),
        asset.sizeBytes(),
        facts.widthPixels(),
        facts.heightPixels(),
        millis(facts.length()),
        facts.frames(),
        facts.fps(),
        word(asset.origin()),
        asset.tags(),
        url,
        Posters.canShow(asset.mediaType()) ? poster(asset.id().value()) : null,
        signer.sign(url, SIGNED_FOR),
        asset.createdAt());
  }

  FilmJson film(Asset asset) {
    var url = content(asset.id().value());
    return new FilmJson(
        asset.id().value(),
        url,
        poster(asset.id().value()),
        signer.sign(url, SIGNED_FOR),
        millis(asset.facts().length()));
  }

  EmptiedJson emptied(Emptied emptied) {
    return new EmptiedJson(names(emptied.slots()), names(emptied.locked()));
  }

  QuoteJson quote(Quotation quotation) {
    return new QuoteJson(
        quotation.lines().stream()
            .map(
                line ->
                    new QuoteLine(
                        word(line.kind()),
                        line.count(),
                        line.model() == null ? null : model(line.model()),
                        line.amount() == null ? null : money(line.amount()),
                        line.why()))
            .toList(),
        quotation.totals().stream().map(Words::money).toList(),
        quotation.isComplete());
  }

  static CostLine cost(Costs.Line line) {
    return new CostLine(
        line.provider(), line.model(), line.calls(), money(line.charged()), money(line.held()));
  }

  static LaneJson lane(Lanes.Line lane) {
    return new LaneJson(
        lane.id(),
        lane.kind().toLowerCase(java.util.Locale.ROOT),
        lane.node(),
        lane.fleet(),
        lane.offers(),
        lane.capacity(),
        lane.ratePerMinute(),
        lane.isPaused(),
        lane.isDraining(),
        lane.health(),
        lane.downUntil(),
        lane.waiting(),
        lane.working());
  }

  static String content(String asset) {
    return ROOT + "/assets/" + asset + "/content";
  }

  static String poster(String asset) {
    return ROOT + "/assets/" + asset + "/poster";
  }

  static MoneyJson money(Money money) {
    return new MoneyJson(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }

  private static List<SlotName> names(List<Slot> slots) {
    return slots.stream()
        .map(
            slot ->
                new SlotName(
                    slot.shotId() == null ? null : slot.shotId().value(),
                    word(slot.role()),
                    slot.candidate(),
                    slot.generation()))
        .toList();
  }

  private static @Nullable FailureJson failure(@Nullable Failure failure) {
    return failure == null
        ? null
        : new FailureJson(failure.code(), failure.message(), failure.retryable());
  }

  static ModelJson model(ModelChoice choice) {
    return new ModelJson(choice.provider(), choice.model());
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
