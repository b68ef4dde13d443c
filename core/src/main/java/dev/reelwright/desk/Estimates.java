package dev.reelwright.desk;

import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.provider.PlannedStoryboard;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.quote.Quotation;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Says what an order would come to, before there is a project. Nothing is sent to anybody and
/// nothing is stored. Thread-safe.
public final class Estimates {
  /// @param shots how many there would be; a model that plans may decide otherwise
  /// @param length of the film
  /// @param quotation of everything it needs, its planning included
  public record Estimate(int shots, Duration length, Quotation quotation) {}

  private final Workbench bench;
  private final Studio studio;

  public Estimates(Workbench bench, Studio studio) {
    this.bench = bench;
    this.studio = studio;
  }

  /// @throws Refusal when there is nothing to make a film of
  public Estimate of(NewProject order) {
    ProjectDesk.demandSomethingToMake(order);
    if (!ProjectDesk.hasSomethingToMake(order)) {
      throw Refusal.invalid("prompt", "only a prompt, a script or photos have a price");
    }
    var project = ProjectDesk.fresh(order, bench.now());
    var planned = planned(project, order);
    var acts = bench.acts(project);
    var needed = new ArrayList<StepSpec>();
    if (order.photos().isEmpty()) {
      acts.needed(film(project, List.of(), List.of())).stream()
          .filter(spec -> spec.kind() == StepKind.PLAN)
          .forEach(needed::add);
    }
    var film = film(project, planned.scenes(), planned.shots());
    acts.needed(film).stream()
        .filter(spec -> order.photos().isEmpty() || spec.slot().role() != SlotRole.START_FRAME)
        .forEach(needed::add);
    var length = planned.shots().stream().map(Shot::length).reduce(Duration.ZERO, Duration::plus);
    return new Estimate(planned.shots().size(), length, bench.quotes().of(film, needed));
  }

  private PlannedStoryboard planned(Project project, NewProject order) {
    if (!order.photos().isEmpty()) {
      return ProjectDesk.ofPhotos(project, Collections.nCopies(order.photos().size(), ""));
    }
    var request = new StoryboardRequest(project.brief(), project.settings());
    var wished = project.settings().shots();
    return studio
        .storyboarder(ModelChoice.BUILTIN)
        .flatMap((Storyboarder rules) -> rules.foresee(request))
        .map(
            plan ->
                PlannedStoryboard.of(
                    plan, project.id(), 0, wished == null ? Integer.MAX_VALUE : wished))
        .orElseThrow(
            () -> new IllegalStateException("the built-in storyboarder can tell its plan"));
  }

  private FilmSnapshot film(Project project, List<Scene> scenes, List<Shot> shots) {
    return FilmSnapshot.of(
        project, scenes, shots, List.of(), Map.of(), bench.quotes().canSpeak(project));
  }
}
