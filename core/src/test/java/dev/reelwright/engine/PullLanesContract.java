package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.engine.Lanes.Change;
import dev.reelwright.engine.PullLanes.Delivery;
import dev.reelwright.engine.PullLanes.Wish;
import dev.reelwright.engine.PullLanes.Work;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.FakeMedia;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.store.Database;
import dev.reelwright.store.SettableClock;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Workers from outside: they ask, they go silent, they come late.
abstract class PullLanesContract extends EngineContract {
  private static final Wish ANYTHING =
      new Wish("den", Set.of(), Set.of(), PullLanes.SHORTEST_LEASE);

  private final AtomicInteger files = new AtomicInteger();
  private final SettableClock clock = new SettableClock(Instant.now());

  PullLanesContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void makesAFilmFromWhatAnOutsideWorkerBrings() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);

    var work = claimed(ANYTHING);
    assertThat(work.kind()).isEqualTo(PullKind.VIDEO);
    assertThat(work.model()).isEqualTo("wan");
    assertThat(work.request()).containsEntry("prompt", "pan").containsKey("lengthMillis");
    assertThat(work.inputs()).containsOnlyKeys("firstFrame", "lastFrame");
    assertThat(pulls().deliver(work.job(), work.token(), aClip())).isEqualTo(Delivery.TAKEN);

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(clips(project)).singleElement().extracting(Take::provider).isEqualTo("pull");
    assertThat(attempts(project, AttemptState.BOOKED)).anyMatch(each -> each.lane().equals("crew"));
  }

  @Test
  void givesWorkToAnotherWhenALeaseRunsOutAndRefusesTheLateOne() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    var first = claimed(ANYTHING);
    assertThat(pulls().claim("crew", ANYTHING)).as("it is taken").isEmpty();

    clock.forward(PullLanes.SHORTEST_LEASE);
    var second = claimed(ANYTHING);
    var late = aClip();

    assertThat(second.job()).isEqualTo(first.job());
    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(beat(first)).as("its lease is another's").isEmpty();
    assertThat(pulls().fail(first.job(), first.token(), RejectionReason.INVALID_REQUEST, "no"))
        .isFalse();
    assertThat(pulls().release(first.job(), first.token())).isFalse();
    assertThat(pulls().deliver(first.job(), first.token(), late)).isEqualTo(Delivery.LATE_AND_KEPT);
    assertThat(pulls().deliver(first.job(), first.token(), again(late)))
        .as("twice is once")
        .isEqualTo(Delivery.LATE_AND_KEPT);
    assertThat(beat(second)).isPresent();
    var file = aClip();
    assertThat(pulls().deliver(second.job(), second.token(), file)).isEqualTo(Delivery.TAKEN);
    assertThat(pulls().deliver(second.job(), second.token(), file)).isEqualTo(Delivery.TAKEN);

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(clips(project)).hasSize(2).filteredOn(Take::selected).hasSize(1);
    assertThat(clips(project).stream().filter(Take::selected).findFirst().orElseThrow().assetId())
        .as("the late one does not fill the slot")
        .isNotEqualTo(late.id());
  }

  @Test
  void takesAResultAfterTheLeaseAsLongAsNobodyElseHasTheWork() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    var work = claimed(ANYTHING);

    clock.forward(Duration.ofHours(1));

    assertThat(pulls().deliver(work.job(), work.token(), aClip())).isEqualTo(Delivery.TAKEN);
    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void givesAWorkerOnlyWhatItCanDo() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    engine.start(project, RunGoal.FINAL);
    eventually("work is laid out", () -> count("SELECT COUNT(*) FROM pull_job") == 1);

    var lease = PullLanes.SHORTEST_LEASE;
    assertThat(pulls().claim("crew", new Wish("a", Set.of("ltx"), Set.of(), lease))).isEmpty();
    assertThat(pulls().claim("crew", new Wish("b", Set.of(), Set.of(PullKind.MUSIC), lease)))
        .isEmpty();
    assertThat(pulls().claim("crew", new Wish("c", Set.of("ltx", "wan"), Set.of(), lease)))
        .isPresent();
    assertThatThrownBy(() -> pulls().claim("nowhere", ANYTHING)).hasMessageContaining("nowhere");
    assertThatThrownBy(() -> new Wish("d", Set.of(), Set.of(), Duration.ZERO))
        .hasMessageContaining("lease");
  }

  @Test
  void handsOutNoMoreThanTheLaneHasCapacityForAndNothingWhileItIsPaused()
      throws InterruptedException {
    var project = aFilmByTheCrew("One. Two. Three.");
    engine.start(project, RunGoal.FINAL);
    eventually("all is laid out", () -> count("SELECT COUNT(*) FROM pull_job") == 3);
    var lanes = Lanes.beside(database, InstantSource.system());
    lanes.configure("crew", new Change(true, null, 2, null, null, null, null));

    assertThat(pulls().claim("crew", ANYTHING)).isEmpty();
    lanes.configure("crew", new Change(false, null, null, null, null, null, null));
    var one = pulls().claim("crew", ANYTHING);
    var two = pulls().claim("crew", ANYTHING);

    assertThat(List.of(one, two)).doesNotContain(Optional.empty());
    assertThat(pulls().claim("crew", ANYTHING)).as("there is no more room").isEmpty();
    assertThat(lanes.find("crew").orElseThrow().working()).isEqualTo(2);
    assertThat(lanes.find("crew").orElseThrow().waiting()).isEqualTo(1);
    assertThat(pulls().release(two.orElseThrow().job(), two.orElseThrow().token())).isTrue();
    assertThat(pulls().claim("crew", ANYTHING)).as("given back").isPresent();
  }

  @Test
  void triesAgainWhatAWorkerBrokeAndFailsWhatItRefused() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    var broken = claimed(ANYTHING);
    assertThat(
            pulls()
                .fail(broken.job(), broken.token(), RejectionReason.PROVIDER_FAILURE, "no memory"))
        .isTrue();

    var again = claimed(ANYTHING);
    assertThat(again.job()).isNotEqualTo(broken.job());
    pulls().fail(again.job(), again.token(), RejectionReason.CONTENT_POLICY, "not this");
    eventually(
        "the refusal is seen, whatever the film does about it",
        () -> attempts(project, AttemptState.REJECTED).size() >= 2);

    engine.stop(project);
    assertThat(engine.find(run).orElseThrow().state()).isIn(RunState.STOPPED, RunState.FAILED);
  }

  @Test
  void failsWorkFromWhichNoWorkerComesBack() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    engine.start(project, RunGoal.FINAL);
    var job = claimed(ANYTHING).job();
    for (var lost = 1; lost < PullStore.MOST_LOST; lost++) {
      clock.forward(PullLanes.SHORTEST_LEASE);
      assertThat(claimed(ANYTHING).job()).isEqualTo(job);
    }
    clock.forward(PullLanes.SHORTEST_LEASE);

    assertThat(pulls().claim("crew", ANYTHING)).isEmpty();
    database.update(handle -> handle.execute("UPDATE pull_job SET lease_until = 0"));
    database.update(handle -> handle.execute("UPDATE step SET wake_at = 0 WHERE watched"));
    eventually("it counts as failed", () -> attempts(project, AttemptState.REJECTED).size() == 1);
  }

  @Test
  void keepsWhatComesAfterAStopAndStaysStopped() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    var work = claimed(ANYTHING);

    engine.stop(project);
    eventually(
        "the work is taken back", () -> attempts(project, AttemptState.CANCELLED).size() == 1);
    assertThat(beat(work)).isEmpty();
    assertThat(pulls().deliver(work.job(), work.token(), aClip()))
        .isEqualTo(Delivery.LATE_AND_KEPT);

    assertThat(engine.find(run).orElseThrow().state()).isEqualTo(RunState.STOPPED);
    assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
    assertThat(clips(project)).as("it was not made again").hasSize(1);
  }

  @Test
  void remembersWhoHasWhatAcrossACrash() throws InterruptedException {
    var project = aFilmByTheCrew("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    var work = claimed(ANYTHING);

    crashAndRestart();

    assertThat(pulls().claim("crew", ANYTHING)).isEmpty();
    assertThat(pulls().deliver(work.job(), work.token(), aClip())).isEqualTo(Delivery.TAKEN);
    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(count("SELECT COUNT(*) FROM pull_job")).isEqualTo(1);
  }

  @Test
  void handsEachJobToOneOfManyWhoAskAtOnce() throws Exception {
    var project = aFilmByTheCrew("One. Two. Three. Four. Five. Six. Seven. Eight.");
    Lanes.beside(database, InstantSource.system())
        .configure("crew", new Change(null, null, 100, null, null, null, null));
    var run = engine.start(project, RunGoal.FINAL);
    eventually("all is laid out", () -> count("SELECT COUNT(*) FROM pull_job") == 8);
    var handed = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var worker = 0; worker < 6; worker++) {
        var _ =
            threads.submit(
                () -> {
                  for (var work = pulls().claim("crew", ANYTHING);
                      work.isPresent();
                      work = pulls().claim("crew", ANYTHING)) {
                    handed.add(work.get().job());
                    pulls().deliver(work.get().job(), work.get().token(), aClip());
                  }
                });
      }
    }

    assertThat(handed).hasSize(8).doesNotHaveDuplicates();
    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(clips(project)).hasSize(8);
  }

  private PullLanes pulls() {
    return new PullLanes(database, blobs, engine, clock);
  }

  private ProjectId aFilmByTheCrew(String prompt) {
    var lanes = Lanes.beside(database, InstantSource.system());
    lanes.add("crew", "PULL", new Change(null, null, 4, null, null, null, null));
    return aProject(
        "local", prompt, Map.of(SlotRole.CLIP, new ModelChoice(PullStudio.PROVIDER, "crew/wan")));
  }

  private Work claimed(Wish wish) throws InterruptedException {
    var found = new ConcurrentLinkedQueue<Work>();
    eventually(
        "there is work",
        () -> {
          pulls().claim("crew", wish).ifPresent(found::add);
          return !found.isEmpty();
        });
    return found.element();
  }

  private Optional<Instant> beat(Work work) {
    return pulls().heartbeat(work.job(), work.token(), PullLanes.SHORTEST_LEASE, 0.5);
  }

  /// Each with other bytes.
  private Asset aClip() {
    try {
      var file = Files.createTempFile(scratch, "clip", "");
      FakeMedia.write(file, "video/mp4", 2_000, files.incrementAndGet());
      var stored = blobs.put(file);
      return asset(stored.hash(), stored.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Asset again(Asset file) {
    return asset(file.blob(), file.sizeBytes());
  }

  private static Asset asset(dev.reelwright.asset.BlobHash hash, long size) {
    return new Asset(
        AssetId.fresh(),
        "local",
        null,
        hash,
        size,
        "video/mp4",
        "clip",
        new MediaFacts(16, 16, Duration.ofSeconds(2), null, null, null, null),
        List.of(),
        AssetOrigin.UPLOADED,
        null,
        Instant.EPOCH);
  }

  private List<Take> clips(ProjectId project) {
    return database.read(handle -> new TakeStore().ofProject(handle, project)).stream()
        .filter(take -> take.slot().role() == SlotRole.CLIP)
        .toList();
  }
}
