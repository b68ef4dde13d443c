package dev.reelwright.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepId;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.AliasRow;
import dev.reelwright.production.CallFacts;
import dev.reelwright.production.Failure;
import dev.reelwright.production.Production;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.Stamps;
import dev.reelwright.production.StepFacts;
import dev.reelwright.project.Project;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts a production together for tests, row by row, and makes sure that whatever the rows keep as
/// JSON survives being JSON.
public final class ProductionSketch {
  private final Project project;
  private final List<Scene> scenes = new ArrayList<>();
  private final List<Shot> shots = new ArrayList<>();
  private final List<Take> takes = new ArrayList<>();
  private final Map<AssetId, Asset> assets = new HashMap<>();
  private final List<RunFacts> runs = new ArrayList<>();
  private final List<StepFacts> steps = new ArrayList<>();
  private final List<CallFacts> calls = new ArrayList<>();
  private final List<AliasRow> aliases = new ArrayList<>();
  private final Map<String, Stamps> stamps = new HashMap<>();

  public ProductionSketch(Project project) {
    this.project = project;
  }

  public Scene scene(Scene scene) {
    scenes.add(scene);
    return scene;
  }

  /// The only scene of a film that its surface does not divide.
  public Scene wholeFilm() {
    var id = SceneId.fresh();
    return scene(new Scene(id, project.id(), 0, "", "", id, 0, 0, Map.of()));
  }

  public Shot shot(Shot shot) {
    shots.add(shot);
    return shot;
  }

  public Shot shot(Duration length, ShotTexts texts, Map<String, Object> extra) {
    var scene = scenes.isEmpty() ? wholeFilm() : scenes.getLast();
    var id = ShotId.fresh();
    return shot(
        new Shot(
            id,
            project.id(),
            scene.id(),
            shots.size(),
            Duration.ZERO,
            length,
            texts,
            null,
            7,
            id,
            0,
            0,
            extra));
  }

  public Take take(TakeSketch sketch) {
    takes.add(sketch.take());
    assets.put(sketch.asset().id(), sketch.asset());
    return sketch.take();
  }

  public RunFacts run(RunGoal goal, RunState state) {
    return run(goal, state, null, Instant.EPOCH);
  }

  public RunFacts run(RunGoal goal, RunState state, Failure failure, Instant at) {
    return run(
        new RunFacts(
            RunId.fresh(), goal, state, null, failure, at, at, state.isFinal() ? at : null));
  }

  public RunFacts run(RunFacts run) {
    runs.add(run);
    return run;
  }

  public StepFacts step(StepKind kind, Slot slot, StepStatus status) {
    return step(kind, slot, status, null);
  }

  public StepFacts step(StepKind kind, Slot slot, StepStatus status, Failure failure) {
    return step(
        new StepFacts(
            StepId.fresh(),
            runs.getLast().id(),
            kind,
            slot,
            status,
            "builtin",
            0,
            0,
            Map.of(),
            failure,
            Instant.EPOCH,
            Instant.EPOCH,
            null));
  }

  public StepFacts step(StepFacts step) {
    steps.add(step);
    return step;
  }

  public CallFacts acceptedCall(StepFacts step, String job) {
    var call =
        new CallFacts(
            AttemptId.fresh(),
            step.id(),
            "google",
            "model",
            new ProviderJob(job),
            0,
            Money.usd("0.90"),
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            null);
    calls.add(call);
    return call;
  }

  public CallFacts call(CallFacts call) {
    calls.add(call);
    return call;
  }

  public AliasRow alias(AliasRow row) {
    aliases.add(row);
    return row;
  }

  public void stamp(String id, Instant createdAt, Instant updatedAt) {
    stamps.put(id, new Stamps(createdAt, updatedAt));
  }

  public Slot slot(Shot shot, SlotRole role) {
    return Slot.ofShot(project.id(), shot.id(), role, 0);
  }

  /// The project as it is after a later change.
  public static Project touched(Project project, Instant updatedAt) {
    return new Project(
        project.id(),
        project.owner(),
        project.surface(),
        project.recipe(),
        project.title(),
        project.brief(),
        project.settings(),
        project.storyboardRaw(),
        project.forkedFrom(),
        project.revisionOf(),
        project.campaignId(),
        project.clientId(),
        project.priority(),
        project.wake(),
        project.version(),
        project.extra(),
        project.createdAt(),
        updatedAt);
  }

  public Production build() {
    assertThat(Recorded.stored(project.brief())).isEqualTo(project.brief());
    assertThat(Recorded.stored(project.settings())).isEqualTo(project.settings());
    survives(project.extra());
    scenes.forEach(scene -> survives(scene.extra()));
    shots.forEach(shot -> survives(shot.extra()));
    takes.forEach(take -> survives(take.params()));
    steps.forEach(step -> survives(step.spec()));
    return new Production(
        project, scenes, shots, takes, assets, List.of(), runs, steps, calls, aliases, stamps);
  }

  private static void survives(Map<String, Object> values) {
    assertThat((Object) Recorded.through(values, Map.class)).isEqualTo(values);
  }
}
