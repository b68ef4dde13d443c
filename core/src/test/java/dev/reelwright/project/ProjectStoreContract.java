package dev.reelwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class ProjectStoreContract extends StoreContract {
  private final ProjectStore projects = new ProjectStore();

  ProjectStoreContract(Supplier<Database> source) {
    super(source);
  }

  @Test
  void findsAProjectAsItWasStored() {
    var project = stored(Samples.project("ann"));

    assertThat(find(project)).contains(project);
  }

  @Test
  void listsNewestFirstAndGoesOnWhereThePageEnded() {
    var all = new ArrayList<ProjectId>();
    for (int i = 0; i < 7; i++) {
      var project = stored(Samples.project("ann", Samples.CREATED.plusMillis(i / 3)));
      all.addFirst(project.id());
    }
    stored(Samples.project("ben"));

    var listed = new ArrayList<ProjectId>();
    var page = list("ann", 3, null);
    page.items().forEach(project -> listed.add(project.id()));
    while (page.next().isPresent()) {
      page = list("ann", 3, page.next().orElseThrow());
      page.items().forEach(project -> listed.add(project.id()));
    }

    assertThat(listed).isEqualTo(all);
    assertThat(list(null, 100, null).items()).hasSize(8);
  }

  @Test
  void neitherSkipsNorRepeatsWhenProjectsComeInBetweenPages() {
    var older = stored(Samples.project("ann", Samples.CREATED));
    var newer = stored(Samples.project("ann", Samples.CREATED.plusSeconds(1)));
    var first = list("ann", 1, null);

    stored(Samples.project("ann", Samples.CREATED.plusSeconds(2)));

    assertThat(first.items()).containsExactly(newer);
    assertThat(list("ann", 1, first.next().orElseThrow()).items()).containsExactly(older);
  }

  @Test
  void refusesALimitThatIsNoLimit() {
    assertThatThrownBy(() -> list(null, 0, null)).hasMessageContaining("limit");
    assertThatThrownBy(() -> list(null, Page.MAX_LIMIT + 1, null)).hasMessageContaining("limit");
  }

  @Test
  void updatesWhatTheUserChangedAndRaisesTheVersion() {
    var project = stored(Samples.project("ann"));
    var changed = titled(project, "The ship");

    boolean updated = database.write(handle -> projects.update(handle, changed, NOW));

    assertThat(updated).isTrue();
    var found = find(project).orElseThrow();
    assertThat(found.title()).isEqualTo("The ship");
    assertThat(found.version()).isEqualTo(1);
    assertThat(found.updatedAt()).isEqualTo(NOW);
    assertThat(found.createdAt()).isEqualTo(project.createdAt());
  }

  @Test
  void refusesTheSecondOfTwoChangesOfOneVersion() {
    var project = stored(Samples.project("ann"));
    database.update(handle -> projects.update(handle, titled(project, "first"), NOW));

    boolean second =
        database.write(handle -> projects.update(handle, titled(project, "second"), NOW));

    assertThat(second).isFalse();
    assertThat(find(project).orElseThrow().title()).isEqualTo("first");
  }

  @Test
  void recordsTheStoryboardWithoutRaisingTheVersion() {
    var project = stored(Samples.project("ann"));

    database.update(
        handle -> projects.recordStoryboard(handle, project.id(), "{\"scenes\":[]}", NOW));

    var found = find(project).orElseThrow();
    assertThat(found.storyboardRaw()).isEqualTo("{\"scenes\":[]}");
    assertThat(found.version()).isZero();
  }

  @Test
  void countsWakesOfEachProject() {
    var one = stored(Samples.project("ann"));
    var two = stored(Samples.project("ann"));

    database.update(handle -> projects.raiseWake(handle, one.id()));
    database.update(handle -> projects.raiseWake(handle, one.id()));

    assertThat(wake(one)).isEqualTo(2);
    assertThat(wake(two)).isZero();
    assertThat(find(one).orElseThrow().wake()).isEqualTo(2);
  }

  @Test
  void losesNoWakeOfManyThreads() throws Exception {
    var project = stored(Samples.project("ann"));
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 20; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> database.update(handle -> projects.raiseWake(handle, project.id()))));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(wake(project)).isEqualTo(20);
  }

  @Test
  void hidesARemovedProject() {
    var project = stored(Samples.project("ann"));

    boolean removed = database.write(handle -> projects.remove(handle, project.id(), NOW));
    boolean again = database.write(handle -> projects.remove(handle, project.id(), NOW));

    assertThat(removed).isTrue();
    assertThat(again).isFalse();
    assertThat(find(project)).isEmpty();
    assertThat(list(null, 10, null).items()).isEmpty();
  }

  private Optional<Project> find(Project project) {
    return database.read(handle -> projects.find(handle, project.id()));
  }

  private Page<Project> list(@Nullable String owner, int limit, @Nullable PageCursor after) {
    return database.read(handle -> projects.list(handle, owner, limit, after));
  }

  private long wake(Project project) {
    return database.read(handle -> projects.wake(handle, project.id()));
  }

  private static Project titled(Project project, String title) {
    return new Project(
        project.id(),
        project.owner(),
        project.surface(),
        project.recipe(),
        title,
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
        Map.of(),
        project.createdAt(),
        project.updatedAt());
  }
}
