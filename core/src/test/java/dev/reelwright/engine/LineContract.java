package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.event.EventStore;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineDesk;
import dev.reelwright.line.LineJob;
import dev.reelwright.line.LineState;
import dev.reelwright.line.LineStore;
import dev.reelwright.line.LineWork;
import dev.reelwright.project.AssStyle;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.Narrated;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.VideoRequest;
import dev.reelwright.recipe.NarratedFilmRecipe;
import dev.reelwright.store.CommitWatch;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs in line: made in turn, ended once, carried on after a power cut.
abstract class LineContract extends EngineContract {
  private static final String LINE = "jobs";

  private final LineStore lines = new LineStore();
  private Foreman foreman;

  LineContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @BeforeEach
  void begin() {
    foreman = foreman(1);
  }

  @AfterEach
  void end() {
    foreman.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 8, 11, 15, 19, 23, 27, 31})
  void aJobIsCarriedOnAfterAPowerCutAndEndsOnce(int commits) throws Exception {
    var cut = new CountDownLatch(1);
    var seen = new AtomicInteger();
    database.watchCommits(
        new CommitWatch() {
          @Override
          public void committed() {
            if (seen.incrementAndGet() == commits) {
              cut.countDown();
            }
          }
        });
    foreman.start();
    var job = ordered("one", 2);
    assertThat(cut.await(1, TimeUnit.MINUTES)).isTrue();
    foreman.close();
    crashAndRestart();
    var made = selected(job);
    var before = submitted();

    foreman = foreman(1);
    foreman.start();

    eventually("it is done", () -> state(job) == LineState.DONE);
    assertThat(endings(job)).containsExactly(Foreman.COMPLETED);
    assertThat(selected(job)).containsAll(made);
    var after = submitted().subList(before.size(), submitted().size());
    var pictures = made.stream().filter(take -> take.slot().role() == SlotRole.IMAGE).count();
    for (int i = 1; i <= pictures; i++) {
      assertThat(after).doesNotContain("picture " + i);
    }
  }

  @Test
  void jobsAreMadeInTurn() throws Exception {
    var first = ordered("one", 1);
    var second = ordered("two", 1);
    var third = ordered("three", 1);

    foreman.start();

    eventually("the last is done", () -> state(third) == LineState.DONE);
    var ends =
        database
            .read(handle -> new EventStore(database).readAfter(handle, 0, null, Page.MAX_LIMIT))
            .stream()
            .filter(event -> event.what().kind().equals(Foreman.COMPLETED))
            .map(event -> event.what().projectId())
            .toList();
    assertThat(ends).containsExactly(first, second, third);
  }

  @Test
  void theFirstFailureEndsAJobAndNothingMoreIsAskedFor() throws Exception {
    studio.images.rejectsNext(RejectionReason.PROVIDER_FAILURE);
    var job = ordered("one", 2);

    foreman.start();

    eventually("it is dead", () -> state(job) == LineState.DEAD);
    assertThat(endings(job)).containsExactly(Foreman.FAILED);
    assertThat(studio.images.submissions()).hasSize(1);
    assertThat(studio.videos.submissions()).isEmpty();
  }

  @Test
  void aJobGoesOnWhenAServerLostItsWorkOrIsGone() throws Exception {
    studio.images.rejectsNext(RejectionReason.BROKEN_OFF);
    studio.videos.rejectsNext(RejectionReason.SERVER_DOWN);
    var job = ordered("one", 1);

    foreman.start();

    eventually("it is done", () -> state(job) == LineState.DONE);
    assertThat(endings(job)).containsExactly(Foreman.COMPLETED);
  }

  @Test
  void aJobThatIsHeldUpFailsAndTheNextOneIsMade() throws Exception {
    foreman.close();
    foreman = foreman(1, Duration.ofMillis(1));
    var first = ordered("one", 1);
    studio.images.rejectsNext(RejectionReason.BUSY);
    studio.images.rejectsNext(RejectionReason.BUSY);

    foreman.start();

    eventually("it is over", () -> state(first).isOver());
    var second = ordered("two", 1);
    eventually("the next one is done", () -> state(second) == LineState.DONE);
  }

  @Test
  void whoeverIsTakenOutNeverBegins() throws Exception {
    var job = ordered("one", 1);

    assertThat(foreman.cancel(job, new LineWork.Ending("cancelled", "on request"))).isTrue();
    foreman.start();

    assertThat(endings(job)).containsExactly(Foreman.FAILED);
    assertThat(foreman.cancel(job, new LineWork.Ending("cancelled", "again"))).isFalse();
    var next = ordered("one", 1);
    eventually("the next of that name is done", () -> state(next) == LineState.DONE);
    assertThat(studio.images.submissions()).hasSize(1);
  }

  private Foreman foreman(int atOnce) {
    return foreman(atOnce, Duration.ofMinutes(5));
  }

  private Foreman foreman(int atOnce, Duration patience) {
    return new Foreman(
        database,
        engine,
        new Plain(),
        Foreman.inOrder(database, LINE),
        new Foreman.Rules(LINE, atOnce, patience),
        InstantSource.system());
  }

  private List<String> submitted() {
    var all = new ArrayList<String>();
    studio.images.submissions().stream().map(ImageRequest::prompt).forEach(all::add);
    studio.videos.submissions().stream().map(VideoRequest::motion).forEach(all::add);
    return all;
  }

  private LineState state(ProjectId job) {
    return database.read(handle -> lines.find(handle, job)).orElseThrow().state();
  }

  private List<String> endings(ProjectId job) {
    return database
        .read(handle -> new EventStore(database).readAfter(handle, 0, job, Page.MAX_LIMIT))
        .stream()
        .map(event -> event.what().kind())
        .filter(kind -> kind.equals(Foreman.COMPLETED) || kind.equals(Foreman.FAILED))
        .toList();
  }

  private ProjectId ordered(String name, int prompts) {
    var id = ProjectId.fresh();
    var scene = new Scene(SceneId.fresh(), id, 0, "", "", SceneId.fresh(), 0, 0, Map.of());
    var shots = new ArrayList<Shot>();
    for (int i = 1; i <= prompts; i++) {
      var shot = ShotId.fresh();
      shots.add(
          new Shot(
              shot,
              id,
              scene.id(),
              i,
              Duration.ZERO,
              Duration.ofSeconds(2),
              new ShotTexts("", "picture " + i, "", "", "zoom " + i, "", "", ""),
              null,
              name.hashCode() & 0xFFFF,
              shot,
              0,
              0,
              Map.of()));
    }
    var project =
        new Project(
            id,
            "local",
            "test",
            NarratedFilmRecipe.NAME,
            name,
            new Brief("", "Hello there.", "en", "default", Map.of()),
            new ProjectSettings(
                Format.ofAspect("16:9"),
                null,
                null,
                null,
                1,
                true,
                true,
                false,
                false,
                Map.of(),
                null,
                null,
                false,
                null,
                null,
                false,
                null,
                new Narrated(true, AssStyle.USUAL)),
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            Map.of(),
            Instant.EPOCH,
            Instant.EPOCH);
    database.update(
        handle ->
            new LineDesk(database, InstantSource.system())
                .order(project, scene, shots, LINE, name)
                .in(handle));
    foreman.joined();
    return id;
  }

  /// A job has nothing besides its film.
  private static final class Plain implements LineWork {
    @Override
    public void prepare(LineJob job) {}

    @Override
    public void progressed(LineJob job) {}

    @Override
    public Ending conclude(LineJob job, Run run) {
      return run.state() == RunState.DONE ? Ending.DONE : new Ending("failed", "it failed");
    }
  }
}
