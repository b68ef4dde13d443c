package dev.reelwright.wiring;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.engine.RunState;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads how a film stands from the tables.
final class FilmReader {
  private static final int TITLE_CHARACTERS = 60;

  private final Database database;
  private final BlobStore blobs;
  private final ProjectStore projects = new ProjectStore();
  private final StoryboardStore storyboards = new StoryboardStore();
  private final TakeStore takes = new TakeStore();
  private final AttemptStore attempts = new AttemptStore();
  private final AssetStore assets;

  /// @param expectedSteps slots of the whole film and the plan, 0 before it is planned
  /// @param filledSlots how many of them are done
  record Plan(String title, int shots, int expectedSteps, int filledSlots) {}

  FilmReader(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
    this.assets = new AssetStore(blobs);
  }

  Plan plan(ProjectId id) {
    return database.read(
        handle -> {
          var project = projects.find(handle, id).orElseThrow();
          var shots = storyboards.shots(handle, id);
          if (shots.isEmpty()) {
            return new Plan(title(project), 0, 0, 0);
          }
          var settings = project.settings();
          // A start and an end frame and a clip per shot; plan and cut.
          long expected = shots.size() * 3L + 2;
          if (settings.voice()) {
            expected += shots.stream().filter(s -> s.texts().isSpoken()).count();
          }
          if (settings.music()) {
            expected++;
          }
          int filled = takes.selected(handle, id).size() + 1;
          return new Plan(title(project), shots.size(), (int) expected, filled);
        });
  }

  Film film(ProjectId id) throws IOException {
    record Found(Project project, Asset cut, Money cost, boolean isAnimatic) {}
    var found =
        database.read(
            handle ->
                new Found(
                    projects.find(handle, id).orElseThrow(),
                    cut(handle, id).orElseThrow(),
                    attempts.charged(handle, id, Money.USD),
                    isAnimatic(takes.selected(handle, id))));
    var length = found.cut().facts().length();
    return new Film(
        blobs.localFile(found.cut().blob()),
        title(found.project()),
        length == null ? Duration.ZERO : length,
        found.project().settings().format(),
        found.cost(),
        found.isAnimatic());
  }

  /// Takes that nobody was called for have no provider of another name.
  private static boolean isAnimatic(List<Take> takes) {
    return takes.stream()
        .filter(take -> take.slot().role() == SlotRole.CLIP)
        .allMatch(take -> take.provider().equals(ModelChoice.BUILTIN.provider()));
  }

  List<Take> takes(ProjectId id) {
    return database.read(handle -> takes.selected(handle, id));
  }

  private Optional<Asset> cut(Handle handle, ProjectId id) {
    return takes.selected(handle, id).stream()
        .filter(take -> take.slot().role() == SlotRole.CUT)
        .findFirst()
        .flatMap(take -> assets.find(handle, take.assetId()));
  }

  /// The beginning of a prompt, until the storyboarder finds a title.
  private static String title(Project project) {
    if (!project.title().isBlank()) {
      return oneLine(project.title());
    }
    var script = project.brief().script();
    var text =
        project.brief().prompt().isBlank() && script != null ? script : project.brief().prompt();
    var line = oneLine(text);
    return line.codePointCount(0, line.length()) <= TITLE_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TITLE_CHARACTERS)) + "…";
  }

  /// A title goes to terminals, where control characters are commands.
  private static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  /// The newest projects, newest first; `Page.MAX_LIMIT` at most.
  List<ProjectLine> projects(InstantSource clock) {
    return database.read(
        handle ->
            projects.list(handle, null, Page.MAX_LIMIT, null).items().stream()
                .map(project -> line(handle, project, clock))
                .toList());
  }

  private ProjectLine line(Handle handle, Project project, InstantSource clock) {
    return new ProjectLine(
        project.id(),
        title(project),
        state(handle, project),
        Duration.between(project.createdAt(), clock.instant()),
        cut(handle, project.id()).map(cut -> cut.facts().length()).orElse(null));
  }

  private static @Nullable RunState state(Handle handle, Project project) {
    return handle
        .createQuery(
            "SELECT state FROM run WHERE project_id = :project ORDER BY created_at DESC, id DESC LIMIT 1")
        .bind("project", project.id().value())
        .mapTo(RunState.class)
        .findOne()
        .orElse(null);
  }
}
