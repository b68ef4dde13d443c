package dev.reelwright.desk;

import dev.reelwright.asset.Asset;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.PlannedStoryboard;
import dev.reelwright.recipe.PromptFilmRecipe;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// Orders, edits and deletes projects. Thread-safe.
public final class ProjectDesk {
  private static final Duration SHOT_OF_A_PHOTO = Duration.ofSeconds(4);

  /// What a person may change of a project.
  ///
  /// @param priority -100..100
  public record Editable(String title, Brief brief, ProjectSettings settings, int priority) {}

  private final Workbench bench;

  public ProjectDesk(Workbench bench) {
    this.bench = bench;
  }

  /// A new project; a film from photos comes with its shots.
  public Act<Ordered> order(NewProject order) {
    return handle -> {
      demandSomethingToMake(order);
      var project = fresh(order, bench.now());
      bench.projects().insert(handle, project);
      bench.record(handle, project, "project.created", Map.of("surface", order.surface()));
      if (!order.photos().isEmpty()) {
        shotsOfPhotos(handle, project, photos(handle, order));
      }
      return new Ordered(project, start(handle, project, order.start()));
    };
  }

  static Project fresh(NewProject order, Instant now) {
    return new Project(
        ProjectId.fresh(),
        order.owner(),
        order.surface(),
        PromptFilmRecipe.NAME,
        order.title(),
        order.brief(),
        order.settings(),
        null,
        null,
        null,
        null,
        null,
        order.priority(),
        0,
        0,
        order.extra(),
        now,
        now);
  }

  /// Changes a project; what no longer fits is emptied.
  ///
  /// @param version that was read
  /// @param edit makes the new values of the old ones; may throw `Refusal`
  public Act<Edited<Project>> edit(
      String owner, ProjectId id, long version, UnaryOperator<Editable> edit) {
    return handle -> {
      var project = bench.project(handle, owner, id);
      demandVersion(project, version);
      var was =
          new Editable(project.title(), project.brief(), project.settings(), project.priority());
      var wanted = edit.apply(was);
      if (wanted.equals(was)) {
        return new Edited<>(project, new dev.reelwright.take.Emptied(List.of(), List.of()));
      }
      var changed = changed(project, wanted);
      var before = bench.film(handle, project);
      var slots = bench.acts(project).ofChange(before, before.with(changed));
      if (!bench.projects().update(handle, changed, bench.now())) {
        throw Refusal.changed("project", id, project.version() + 1);
      }
      var emptied = bench.empty(handle, project, slots);
      bench.tell(handle, project, "project.changed", Map.of());
      return new Edited<>(bench.project(handle, owner, id), emptied);
    };
  }

  /// Stops what runs and takes the project out of sight. Takes of calls that are still on their way
  /// are booked all the same.
  ///
  /// @param version that was read
  public Act<Project> delete(String owner, ProjectId id, long version) {
    return handle -> {
      var project = bench.project(handle, owner, id);
      demandVersion(project, version);
      var _ = bench.engine().stop(handle, id);
      bench.tell(handle, project, "project.removed", Map.of());
      bench.projects().remove(handle, id, bench.now());
      return project;
    };
  }

  /// @throws Refusal when there is nothing to make a film of, or too much
  static void demandSomethingToMake(NewProject order) {
    if (order.start() != NewProject.Start.NOT_YET && !hasSomethingToMake(order)) {
      throw Refusal.invalid(
          "prompt", "a film needs a prompt, a script or photos; start nothing for an empty one");
    }
    if (order.photos().size() > NewProject.MAX_PHOTOS) {
      throw Refusal.invalid("photos", "at most " + NewProject.MAX_PHOTOS + " photos");
    }
  }

  static boolean hasSomethingToMake(NewProject order) {
    var script = order.brief().script();
    return !order.photos().isEmpty()
        || !order.brief().prompt().isBlank()
        || (script != null && !script.isBlank());
  }

  private List<Asset> photos(Handle handle, NewProject order) {
    var photos = new ArrayList<Asset>();
    for (var id : order.photos()) {
      var asset =
          bench
              .assets()
              .find(handle, id)
              .filter(found -> found.owner().equals(order.owner()))
              .orElseThrow(() -> Refusal.invalid("photos", "there is no asset " + id));
      if (!asset.mediaType().startsWith("image/")) {
        throw Refusal.invalid("photos", "asset %s is no picture".formatted(id));
      }
      photos.add(asset);
    }
    return photos;
  }

  private void shotsOfPhotos(Handle handle, Project project, List<Asset> photos) {
    var planned = ofPhotos(project, photos.stream().map(Asset::name).toList());
    bench.storyboards().insert(handle, planned.scenes(), planned.shots(), bench.now());
    for (var index = 0; index < photos.size(); index++) {
      var slot =
          Slot.ofShot(project.id(), planned.shots().get(index).id(), SlotRole.START_FRAME, 0);
      Brought.fill(handle, bench, slot, photos.get(index));
    }
  }

  /// One shot for each photo.
  ///
  /// @param names of the photos
  static PlannedStoryboard ofPhotos(Project project, List<String> names) {
    var length = lengthOfEach(project.settings(), names.size());
    var sceneId = SceneId.fresh();
    var shots = new ArrayList<Shot>();
    for (var name : names) {
      var id = ShotId.fresh();
      shots.add(
          new Shot(
              id,
              project.id(),
              sceneId,
              shots.size(),
              length.multipliedBy(shots.size()),
              length,
              described(name),
              null,
              (project.settings().seed() + shots.size()) & ProjectSettings.MAX_SEED,
              id,
              0,
              0,
              Map.of()));
    }
    var scene = new Scene(sceneId, project.id(), 0, "", "", sceneId, 0, 0, Map.of());
    return new PlannedStoryboard(List.of(scene), shots);
  }

  private static Duration lengthOfEach(ProjectSettings settings, int photos) {
    if (settings.shotLength() != null) {
      return settings.shotLength();
    }
    var whole = settings.length();
    return whole == null
        ? SHOT_OF_A_PHOTO
        : Duration.ofMillis(Math.max(1, whole.toMillis() / photos));
  }

  private static ShotTexts described(String name) {
    return new ShotTexts(name, "", "", "", "", "", "", "");
  }

  private @org.jspecify.annotations.Nullable RunId start(
      Handle handle, Project project, NewProject.Start start) {
    return switch (start) {
      case NOT_YET -> null;
      case PLAN -> bench.engine().start(handle, project.id(), RunGoal.PLAN);
      case FILM -> bench.engine().start(handle, project.id(), RunGoal.FINAL);
    };
  }

  private static void demandVersion(Project project, long version) {
    if (version != Act.ANY_VERSION && project.version() != version) {
      throw Refusal.changed("project", project.id(), project.version());
    }
  }

  static Project changed(Project project, Editable wanted) {
    return new Project(
        project.id(),
        project.owner(),
        project.surface(),
        project.recipe(),
        wanted.title(),
        wanted.brief(),
        wanted.settings(),
        project.storyboardRaw(),
        project.forkedFrom(),
        project.revisionOf(),
        project.campaignId(),
        project.clientId(),
        wanted.priority(),
        project.wake(),
        project.version(),
        project.extra(),
        project.createdAt(),
        project.updatedAt());
  }
}
