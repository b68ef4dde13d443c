package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.engine.Lanes.Change;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.store.Database;
import dev.reelwright.store.Samples;
import dev.reelwright.store.SettableClock;
import dev.reelwright.store.StoreContract;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lanes, stepped by hand: what begins where, when, and after which trouble.
abstract class LanesContract extends StoreContract {
  private static final RunError BROKEN = new RunError("clip", "PROVIDER_FAILURE", "503");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final SettableClock clock = new SettableClock(NOW);
  private Stores stores;
  private Dispatcher dispatcher;
  private Circuits circuits;
  private Lanes lanes;

  LanesContract(Supplier<Database> source) {
    super(source);
  }

  @BeforeEach
  void assemble() {
    var settings =
        new EngineSettings("local", 4, 2, 4, new ModelChoice("fake", "fake"), Duration.ZERO);
    stores = Stores.of(database, blobs);
    var films = new Films(stores, new Casting(new FakeStudio(), settings));
    var history = new History(stores.events(), clock);
    var wakes = new Wakes(stores, films, timer);
    dispatcher = new Dispatcher(stores, history, wakes, "local", clock);
    circuits = new Circuits(stores, history, wakes, clock);
    lanes = Lanes.beside(database, clock);
  }

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void beginsAsManyStepsAsThereIsRoomFor() {
    lane("acme", 2);
    order("acme", aFilm("ann", 5));

    assertThat(fill("acme")).hasSize(2);
    assertThat(fill("acme")).isEmpty();

    lanes.configure("acme", capacity(4));
    assertThat(fill("acme")).hasSize(2);
  }

  @Test
  void beginsNothingInALaneThatIsPausedOrDraining() {
    lane("acme", 2);
    order("acme", aFilm("ann", 2));

    lanes.configure("acme", new Change(true, null, null, null, null, null, null));
    assertThat(fill("acme")).isEmpty();
    lanes.configure("acme", new Change(false, true, null, null, null, null, null));
    assertThat(fill("acme")).isEmpty();
    lanes.configure("acme", new Change(null, false, null, null, null, null, null));

    assertThat(fill("acme")).hasSize(2);
  }

  @Test
  void keepsToTheRateWithinAnyMinute() {
    lane("acme", 10);
    lanes.configure("acme", new Change(null, null, null, 3, null, null, null));
    order("acme", aFilm("ann", 6));

    assertThat(fill("acme")).hasSize(3);
    var again = dispatcher.fill("acme");
    clock.forward(Duration.ofSeconds(59));
    var tooEarly = fill("acme");
    clock.forward(Duration.ofSeconds(1));
    var inTime = fill("acme");

    assertThat(again).as("looks again by itself").isPresent();
    assertThat(tooEarly).isEmpty();
    assertThat(inTime).hasSize(3);
  }

  @Test
  void putsTheProjectsFirstThatAPersonSaysAreUrgent() {
    lane("acme", 2);
    var ordinary = aFilm("ann", 2);
    var urgent = aFilm("bob", 2);
    database.update(
        handle ->
            handle.execute(
                "UPDATE project SET priority = 5 WHERE id = ?", urgent.project().id().value()));
    order("acme", ordinary);
    order("acme", urgent);

    assertThat(fill("acme")).extracting(LanesContract::project).containsOnly(urgent.project().id());
  }

  @Test
  void letsNoOwnerCrowdOutAnother() {
    lane("acme", 4);
    order("acme", aFilm("ann", 4));
    assertThat(fill("acme")).hasSize(4);
    lanes.configure("acme", capacity(6));
    order("acme", aFilm("ann", 4));
    order("acme", aFilm("bob", 4));

    assertThat(fill("acme")).extracting(Step::owner).containsOnly("bob");
  }

  @Test
  void stopsAfterFailuresInARowAndLetsOneStepTry() {
    lane("acme", 2);
    order("acme", aFilm("ann", 9));
    while (line("acme").health().equals("UP")) {
      fill("acme").forEach(this::fails);
    }

    assertThat(line("acme").health()).isEqualTo("DOWN");
    assertThat(fill("acme")).isEmpty();
    assertThat(dispatcher.fill("acme")).contains(line("acme").downUntil());

    clock.forward(Circuit.FIRST_REST);
    var probe = fill("acme");
    assertThat(probe).hasSize(1);
    assertThat(line("acme").health()).isEqualTo("TRYING");
    assertThat(fill("acme")).as("one at a time").isEmpty();

    succeeds(probe.getFirst());
    assertThat(line("acme").health()).isEqualTo("UP");
    assertThat(fill("acme")).hasSize(2);
  }

  @Test
  void waitsLongerEachTimeTheTryFails() {
    lane("acme", 1);
    order("acme", aFilm("ann", 9));
    for (var failures = 0; failures < Circuit.TOLERATED; failures++) {
      fails(fill("acme").getFirst());
    }
    clock.forward(Circuit.FIRST_REST);

    fails(fill("acme").getFirst());

    assertThat(line("acme").downUntil())
        .isEqualTo(clock.instant().plus(Circuit.FIRST_REST.multipliedBy(2)));
  }

  @Test
  void letsAnotherStepTryWhenTheFirstOneVanished() {
    lane("acme", 1);
    order("acme", aFilm("ann", 9));
    for (var failures = 0; failures < Circuit.TOLERATED; failures++) {
      fails(fill("acme").getFirst());
    }
    clock.forward(Circuit.FIRST_REST);
    var probe = fill("acme").getFirst();

    database.update(handle -> stores.steps().cancelled(handle, probe, clock.instant()));

    assertThat(fill("acme")).hasSize(1);
  }

  @Test
  void takesALaneForWellWhenAPersonSaysSo() {
    lane("acme", 1);
    order("acme", aFilm("ann", 9));
    for (var failures = 0; failures < Circuit.TOLERATED; failures++) {
      fails(fill("acme").getFirst());
    }

    lanes.configure("acme", new Change(null, null, null, null, null, null, true));

    assertThat(fill("acme")).hasSize(1);
  }

  @Test
  void leavesALaneAloneAtOnceWhoseServerIsDown() {
    lane("acme", 3);
    order("acme", aFilm("ann", 9));
    var step = fill("acme").getFirst();
    var down = new RunError("clip", "SERVER_DOWN", "its worker has stopped");

    database.update(
        handle -> stores.steps().requeue(handle, step, step.tries() + 1, null, clock.instant()));
    circuits.learn(step, new Outcome.TryAgain(down));

    assertThat(line("acme").health()).isEqualTo("DOWN");
    assertThat(line("acme").downUntil()).isEqualTo(clock.instant().plus(Circuit.FIRST_REST));
    assertThat(fill("acme")).isEmpty();
  }

  @Test
  void doesNotBlameAProviderForWhatItRightlyRefuses() {
    lane("acme", 1);
    order("acme", aFilm("ann", 9));

    for (var refusals = 0; refusals < Circuit.TOLERATED; refusals++) {
      var step = fill("acme").getFirst();
      var refused = new RunError("clip", "CONTENT_POLICY", "no");
      database.update(handle -> stores.steps().failed(handle, step, refused, clock.instant()));
      circuits.learn(step, new Outcome.Failed(refused));
    }

    assertThat(line("acme").health()).isEqualTo("UP");
  }

  @Test
  void sharesAFleetsWorkByLoad() {
    fleet("gpus", Map.of("big", 4, "small", 2));
    order("gpus", aFilm("ann", 9));

    var begun = fill("gpus");

    assertThat(begun).hasSize(6);
    assertThat(begun.subList(0, 3))
        .as("big has half the load of small after one step each")
        .extracting(Step::place)
        .containsExactlyInAnyOrder("big", "small", "big");
  }

  @Test
  void givesAStepOnlyToAServerThatCanDoIt() {
    fleet("gpus", Map.of("one", 4, "two", 4));
    lanes.configure("one", offers("flux"));
    lanes.configure("two", offers("wan", "ltx"));
    order("gpus", aFilm("ann", 2), Set.of("wan"));
    order("gpus", aFilm("bob", 2), Set.of("sora"));

    var begun = fill("gpus");

    assertThat(begun).extracting(Step::place).containsExactly("two", "two");
    assertThat(begun).extracting(Step::owner).containsOnly("ann");
  }

  @Test
  void goesOnWithTheOtherServersWhenOneIsDown() {
    fleet("gpus", Map.of("one", 1, "two", 1));
    order("gpus", aFilm("ann", 9));
    while (line("one").health().equals("UP")) {
      for (var step : fill("gpus")) {
        if (step.place().equals("one")) {
          fails(step);
        } else {
          succeeds(step);
        }
      }
    }

    assertThat(fill("gpus")).extracting(Step::place).containsExactly("two");
  }

  @Test
  void neverGivesOutMoreThanAWholeFleetMayHave() {
    fleet("gpus", Map.of("one", 4, "two", 4));
    lanes.configure("gpus", capacity(3));
    order("gpus", aFilm("ann", 9));

    assertThat(fill("gpus")).hasSize(3);
    assertThat(fill("gpus")).isEmpty();
  }

  @Test
  void takesTheQueueOfALaneAlongIntoAFleet() {
    lane("one", 1);
    order("one", aFilm("ann", 3));
    var begun = fill("one").getFirst();
    fleet("gpus", Map.of("two", 1));

    lanes.configure("one", join("gpus"));

    assertThat(fill("one")).as("the fleet's dispatcher does it").isEmpty();
    assertThat(fill("gpus")).extracting(Step::place).containsExactly("two");
    succeeds(begun);
    assertThat(fill("gpus")).extracting(Step::place).containsExactly("one");
  }

  @Test
  void hasMoreOrderedWhereManyStepsBegin() {
    lane("acme", 200);
    var film = aFilm("ann", 200);
    order("acme", film);
    var before = database.read(handle -> stores.projects().wake(handle, film.project().id()));

    lanes.configure("acme", capacity(60));
    fill("acme");
    var stillMany = database.read(handle -> stores.projects().wake(handle, film.project().id()));
    lanes.configure("acme", capacity(120));
    fill("acme");
    var few = database.read(handle -> stores.projects().wake(handle, film.project().id()));

    assertThat(stillMany).isEqualTo(before);
    assertThat(few).isGreaterThan(before);
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    lane("acme", 1);
    lanes.add("gpus", "FLEET", Change.NOTHING);
    lanes.add("crew", "PULL", Change.NOTHING);

    assertThat(lanes.configure("nowhere", capacity(1))).isEmpty();
    assertThat(lanes.remove("nowhere")).isFalse();
    assertThatThrownBy(() -> lanes.configure("acme", capacity(-1)))
        .isInstanceOf(Lanes.Unfit.class)
        .extracting("field")
        .isEqualTo("capacity");
    assertThatThrownBy(() -> lanes.configure("acme", join("nowhere")))
        .hasMessageContaining("no fleet nowhere");
    assertThatThrownBy(() -> lanes.configure("acme", join("acme")))
        .hasMessageContaining("no fleet acme");
    assertThatThrownBy(() -> lanes.configure("crew", join("gpus")))
        .hasMessageContaining("only lanes of the kind call");
    assertThatThrownBy(() -> lanes.configure("acme", offers(" "))).isInstanceOf(Lanes.Unfit.class);
    assertThatThrownBy(() -> lanes.add("acme", "CALL", Change.NOTHING))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> lanes.add("a@b", "CALL", Change.NOTHING))
        .isInstanceOf(Lanes.Unfit.class);
    assertThatThrownBy(() -> lanes.add("mine", "LOCAL", Change.NOTHING))
        .isInstanceOf(Lanes.Unfit.class);
  }

  @Test
  void removesOnlyALaneThatNothingRefersTo() {
    fleet("gpus", Map.of("one", 1));
    lane("acme", 1);
    order("acme", aFilm("ann", 1));

    assertThatThrownBy(() -> lanes.remove("gpus")).hasMessageContaining("members");
    assertThatThrownBy(() -> lanes.remove("acme")).hasMessageContaining("pause it instead");
    assertThat(lanes.remove("one")).isTrue();
    assertThat(lanes.remove("gpus")).isTrue();
    assertThat(lanes.find("gpus")).isEmpty();
  }

  private void lane(String id, int capacity) {
    database.update(
        handle ->
            stores
                .lanes()
                .ensure(
                    handle, new Lane(id, Lane.Kind.CALL, null, capacity, null, true, true), NOW));
  }

  private void fleet(String id, Map<String, Integer> members) {
    lanes.add(id, "FLEET", capacity(100));
    members.forEach(
        (member, capacity) ->
            lanes.add(member, "CALL", new Change(null, null, capacity, null, id, null, null)));
  }

  private static Change capacity(int capacity) {
    return new Change(null, null, capacity, null, null, null, null);
  }

  private static Change join(String fleet) {
    return new Change(null, null, null, null, fleet, null, null);
  }

  private static Change offers(String... models) {
    return new Change(null, null, null, null, null, List.of(models), null);
  }

  private Samples.Film aFilm(String owner, int shots) {
    return storedFilm(owner, shots);
  }

  private void order(String lane, Samples.Film film) {
    order(lane, film, Set.of());
  }

  private void order(String lane, Samples.Film film, Set<String> needs) {
    var run = aRun(film);
    database.update(
        handle -> {
          stores.runs().insert(handle, run);
          for (var shot = 0; shot < film.shots().size(); shot++) {
            var spec =
                new StepSpec(StepKind.CLIP, film.slot(shot, SlotRole.CLIP, 0), List.of(), shot * 4);
            var queue = new StepStore.Queue(lane, needs);
            var owner = film.project().owner();
            stores.steps().insert(handle, run, owner, spec, shot + 1, queue, clock.instant());
          }
        });
  }

  private static Run aRun(Samples.Film film) {
    return new Run(
        RunId.fresh(),
        film.project().id(),
        null,
        RunGoal.FINAL,
        "prompt-film",
        1,
        RunState.PRODUCING,
        null,
        null,
        NOW,
        null,
        null);
  }

  /// Fills the lane.
  ///
  /// @return what began, the first first
  private List<Step> fill(String lane) {
    var before = held();
    Optional<?> _ = dispatcher.fill(lane);
    var begun = new ArrayList<>(held());
    begun.removeIf(step -> before.stream().anyMatch(each -> each.id().equals(step.id())));
    return begun;
  }

  private List<Step> held() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM step WHERE state = 'LEASED' ORDER BY priority, id")
                .map((rows, _) -> StepStore.step(rows))
                .list());
  }

  private void fails(Step step) {
    database.update(
        handle -> stores.steps().requeue(handle, step, step.tries() + 1, null, clock.instant()));
    circuits.learn(step, new Outcome.TryAgain(BROKEN));
  }

  private void succeeds(Step step) {
    database.update(handle -> stores.steps().done(handle, step, null, clock.instant()));
    circuits.learn(step, new Outcome.Done());
  }

  private Lanes.Line line(String lane) {
    return lanes.find(lane).orElseThrow();
  }

  private static @Nullable ProjectId project(Step step) {
    return step.slot().projectId();
  }
}
