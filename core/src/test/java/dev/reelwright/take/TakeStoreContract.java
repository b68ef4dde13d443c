package dev.reelwright.take;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.AssetId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class TakeStoreContract extends StoreContract {
  private final TakeStore takes = new TakeStore();
  private Samples.Film film;
  private AssetId asset;

  TakeStoreContract(Supplier<Database> source) {
    super(source);
  }

  @BeforeEach
  void storeAFilm() {
    film = storedFilm("ann", 3);
    asset = storedAsset(film.project(), "bytes").id();
  }

  @Test
  void findsATakeAsItWasStored() {
    var take = Samples.take(film.clip(0), asset);

    database.update(handle -> takes.insert(handle, take));

    var found = database.read(handle -> takes.find(handle, take.id()));
    assertThat(found).contains(take);
  }

  @Test
  void storesTheResultOfAStepOnce() {
    var first = ofStep(film.clip(0), Ids.fresh());
    var again = ofStep(film.clip(0), first.stepId());

    insertIfCurrent(first);
    var stored = insertIfCurrent(again);

    assertThat(stored.id()).isEqualTo(first.id());
    assertThat(slot(film.clip(0))).hasSize(1);
  }

  @Test
  void selectsATakeThatItsSlotWaitsFor() {
    var stored = insertIfCurrent(Samples.take(film.clip(0), asset));

    assertThat(stored.selected()).isTrue();
    assertThat(selected()).containsExactly(stored.id());
  }

  @Test
  void keepsALateTakeUnselectedWhenItsSlotWasEmptiedMeanwhile() {
    database.update(handle -> takes.empty(handle, List.of(film.clip(0))));

    var late = insertIfCurrent(Samples.take(film.clip(0), asset));

    assertThat(late.selected()).isFalse();
    assertThat(slot(film.clip(0))).containsExactly(late);
  }

  @Test
  void leavesWhatAPersonSelectedWhileTheWorkRan() {
    var uploaded = insert(Samples.take(film.clip(0), asset));
    select(uploaded);

    var generated = insertIfCurrent(Samples.take(film.clip(0), asset));

    assertThat(generated.selected()).isFalse();
    assertThat(selected()).containsExactly(uploaded.id());
  }

  @Test
  void replacesTheSelectedTakeByTheOneAsked() {
    var old = insertIfCurrent(Samples.take(film.clip(0), asset));
    var other = insert(Samples.take(film.clip(0), asset));

    assertThat(select(other)).isEqualTo(Selection.SELECTED);
    assertThat(selected()).containsExactly(other.id());
    assertThat(select(old)).isEqualTo(Selection.SELECTED);
    assertThat(select(old)).isEqualTo(Selection.SELECTED);
    assertThat(selected()).containsExactly(old.id());
  }

  @Test
  void doesNotReplaceALockedTake() {
    var locked = insertIfCurrent(Samples.take(film.clip(0), asset));
    var other = insert(Samples.take(film.clip(0), asset));
    database.update(handle -> takes.setLocked(handle, locked.id(), true));

    assertThat(select(other)).isEqualTo(Selection.LOCKED);
    assertThat(selected()).containsExactly(locked.id());

    database.update(handle -> takes.setLocked(handle, locked.id(), false));
    assertThat(select(other)).isEqualTo(Selection.SELECTED);
  }

  @Test
  void cannotSelectATakeThatDoesNotExist() {
    assertThat(select(Samples.take(film.clip(0), asset))).isEqualTo(Selection.MISSING);
  }

  @Test
  void oneSlotDoesNotTouchAnother() {
    var clip = insertIfCurrent(Samples.take(film.clip(0), asset));
    var frame = insertIfCurrent(Samples.take(film.slot(0, SlotRole.START_FRAME, 0), asset));
    var next = insertIfCurrent(Samples.take(film.clip(1), asset));

    assertThat(selected()).containsExactlyInAnyOrder(clip.id(), frame.id(), next.id());
  }

  @Test
  void emptiesExactlyTheSlotsNamed() {
    insertIfCurrent(Samples.take(film.clip(0), asset));
    var kept = insertIfCurrent(Samples.take(film.clip(1), asset));
    var cut = Slot.ofProject(film.project().id(), SlotRole.CUT, 0);

    var emptied = database.write(handle -> takes.empty(handle, List.of(film.clip(0), cut)));

    assertThat(emptied.locked()).isEmpty();
    assertThat(emptied.slots())
        .containsExactlyInAnyOrder(
            film.slot(0, SlotRole.CLIP, 1), Slot.ofProject(film.project().id(), SlotRole.CUT, 1));
    assertThat(selected()).containsExactly(kept.id());
    assertThat(generations()).isEqualTo(Map.of(film.clip(0).key(), 1, cut.key(), 1));
  }

  @Test
  void countsEachActThatEmptiesASlotOnceHoweverOftenTheSlotIsNamed() {
    database.update(handle -> takes.empty(handle, List.of(film.clip(0), film.clip(0))));
    database.update(handle -> takes.empty(handle, List.of(film.clip(0))));

    assertThat(generations()).containsEntry(film.clip(0).key(), 2);
  }

  @Test
  void selectsTheTakeOrderedAfterTheSlotWasEmptied() {
    insertIfCurrent(Samples.take(film.clip(0), asset));
    var emptied =
        database.write(handle -> takes.empty(handle, List.of(film.clip(0)))).slots().getFirst();

    var fresh = insertIfCurrent(Samples.take(emptied, asset));

    assertThat(selected()).containsExactly(fresh.id());
  }

  @Test
  void leavesALockedTakeInItsSlotAndSaysSo() {
    var locked = insertIfCurrent(Samples.take(film.clip(0), asset));
    insertIfCurrent(Samples.take(film.clip(1), asset));
    database.update(handle -> takes.setLocked(handle, locked.id(), true));

    var emptied =
        database.write(handle -> takes.empty(handle, List.of(film.clip(0), film.clip(1))));

    assertThat(emptied.locked()).containsExactly(film.clip(0));
    assertThat(emptied.slots()).containsExactly(film.slot(1, SlotRole.CLIP, 1));
    assertThat(selected()).containsExactly(locked.id());
  }

  @Test
  void reusesWhatTheOwnerMadeFromTheSameInputsInAnyProject() {
    var made = insertIfCurrent(Samples.take(film.clip(0), asset));
    var someoneElse = "ben";

    assertThat(reusable("ann", made.digest())).contains(made);
    assertThat(reusable(someoneElse, made.digest())).isEmpty();
    assertThat(reusable("ann", InputDigest.of(Map.of("a", "b")))).isEmpty();
  }

  @Test
  void reusesNothingThatWasMadeWithoutASeed() {
    var made = insertIfCurrent(with(Samples.take(film.clip(0), asset), null, null));

    assertThat(reusable("ann", made.digest())).isEmpty();
  }

  @Test
  void reusesNothingOfARemovedProject() {
    var made = insertIfCurrent(Samples.take(film.clip(0), asset));
    database.update(handle -> new ProjectStore().remove(handle, film.project().id(), NOW));

    assertThat(reusable("ann", made.digest())).isEmpty();
  }

  @Test
  void twoThreadsThatSelectDifferentTakesLeaveExactlyOneSelected() throws Exception {
    for (int round = 0; round < 20; round++) {
      insertIfCurrent(Samples.take(film.clip(0), asset));
      var one = insert(Samples.take(film.clip(0), asset));
      var two = insert(Samples.take(film.clip(0), asset));
      var barrier = new CyclicBarrier(2);
      var answers = new ArrayList<Selection>();
      var threads = new ArrayList<Thread>();
      for (var take : List.of(one, two)) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      meet(barrier);
                      var answer = select(take);
                      synchronized (answers) {
                        answers.add(answer);
                      }
                    }));
      }
      for (var thread : threads) {
        thread.join();
      }

      assertThat(answers).containsExactly(Selection.SELECTED, Selection.SELECTED);
      assertThat(slot(film.clip(0))).filteredOn(Take::selected).hasSize(1);
      assertThat(selected()).containsAnyOf(one.id(), two.id());
    }
  }

  @Test
  void aLateTakeNeverFillsASlotThatIsEmptiedAtTheSameMoment() throws Exception {
    for (int round = 0; round < 20; round++) {
      var slot = film.slot(1, SlotRole.CLIP, round);
      var late = Samples.take(slot, asset);
      var barrier = new CyclicBarrier(2);
      var filler =
          Thread.ofVirtual()
              .start(
                  () -> {
                    meet(barrier);
                    insertIfCurrent(late);
                  });
      meet(barrier);
      database.update(handle -> takes.empty(handle, List.of(slot)));
      filler.join();

      assertThat(slot(slot)).filteredOn(Take::selected).isEmpty();
      assertThat(slot(slot)).hasSize(round + 1);
    }
  }

  private Take insert(Take take) {
    return database.write(handle -> takes.insert(handle, take));
  }

  private Take insertIfCurrent(Take take) {
    return database.write(handle -> takes.insertIfCurrent(handle, take));
  }

  private Selection select(Take take) {
    return database.write(handle -> takes.select(handle, take.id()));
  }

  private List<TakeId> selected() {
    return database.read(handle -> takes.selected(handle, film.project().id())).stream()
        .map(Take::id)
        .toList();
  }

  private List<Take> slot(Slot slot) {
    return database.read(handle -> takes.ofSlot(handle, slot.key()));
  }

  private Map<SlotKey, Integer> generations() {
    return database.read(handle -> takes.generations(handle, film.project().id()));
  }

  private java.util.Optional<Take> reusable(String owner, InputDigest digest) {
    return database.read(handle -> takes.findReusable(handle, owner, digest));
  }

  private Take ofStep(Slot slot, String stepId) {
    return with(Samples.take(slot, asset), 3L, stepId);
  }

  private static Take with(Take take, @Nullable Long seed, @Nullable String stepId) {
    return new Take(
        take.id(),
        take.slot(),
        take.digest(),
        take.assetId(),
        take.provider(),
        take.model(),
        take.params(),
        seed,
        take.groupId(),
        take.lane(),
        take.origin(),
        take.selected(),
        take.locked(),
        take.runId(),
        stepId,
        take.createdAt());
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
