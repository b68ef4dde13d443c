package dev.reelwright.engine;

import dev.reelwright.engine.Order.Booking;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.project.Project;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What is done when a provider finds a clip against its rules: it is asked again in more careful
/// words; then once more in still more careful ones, with a last frame that is drawn anew. How far
/// a clip is on this ladder is read from the ledger, so that a restart goes on where it was.
///
/// Only films that can do without a shot climb it: nobody sits beside them to reword a prompt.
final class PolicyLadder {
  /// The last level; refused there, the clip is given up.
  static final int TOP = 2;

  static final String EXHAUSTED =
      "Content policy violation persisted after all remediation attempts";

  private static final String MILD =
      "Suitable for every audience: peaceful, friendly and tasteful, without violence or injury. ";
  private static final String STRONG =
      "A harmless family film: calm, wholesome and fully clothed people, no weapons, no violence, no injury, no brands, no real persons. ";
  private static final Set<AttemptState> OVER =
      EnumSet.of(AttemptState.BOOKED, AttemptState.REJECTED, AttemptState.CANCELLED);

  private final Stores stores;
  private final Materials materials;
  private final Casting casting;
  private final ProviderCalls calls;
  private final Keeper keeper;

  PolicyLadder(
      Stores stores, Materials materials, Casting casting, ProviderCalls calls, Keeper keeper) {
    this.stores = stores;
    this.materials = materials;
    this.casting = casting;
    this.calls = calls;
    this.keeper = keeper;
  }

  /// How often the clip was refused, pictures that were drawn for it aside; 0 where no ladder
  /// stands.
  int level(Step step, Scope scope, Take start) throws IOException {
    if (!scope.project().settings().leavesOutLostShots()) {
      return 0;
    }
    var besides = renewal(step, scope, start, Optional.empty()).digest().value();
    return stores
        .database()
        .read(
            handle ->
                stores
                    .attempts()
                    .refusals(handle, step.id().value(), RejectionReason.CONTENT_POLICY, besides));
  }

  /// What comes before a prompt at a level.
  static String caution(int level) {
    return switch (level) {
      case 0 -> "";
      case 1 -> MILD;
      default -> STRONG;
    };
  }

  /// Draws the last frame anew, once, and hands it on to the shot that begins on it. A picture that
  /// cannot be had changes nothing.
  ///
  /// @return what keeps the clip from being asked for now, or empty
  Optional<Outcome> renewEnd(Assignment assignment, Scope scope, Take start)
      throws IOException, InterruptedException {
    var step = assignment.step();
    var order = renewal(step, scope, start, Optional.of(assignment));
    var before =
        stores
            .database()
            .read(handle -> stores.attempts().newest(handle, step.id().value(), order.digest()));
    if (before.filter(attempt -> OVER.contains(attempt.state())).isPresent()) {
      return Optional.empty();
    }
    var outcome = calls.order(assignment, order);
    return switch (outcome) {
      case Outcome.Done _, Outcome.Failed _, Outcome.TryAgain _ -> Optional.empty();
      case Outcome.Asleep _,
          Outcome.Blocked _,
          Outcome.Undecided _,
          Outcome.Cancelled _,
          Outcome.Lost _ ->
          Optional.of(outcome);
    };
  }

  /// The last frame that the shot shows now.
  Optional<Take> end(Scope scope) {
    return stores.database().read(handle -> shown(handle, scope.shot(), SlotRole.END_FRAME));
  }

  private Order<ImageRequest, MediaResult> renewal(
      Step step, Scope scope, Take start, Optional<Assignment> assignment) throws IOException {
    var shot = scope.shot();
    var generator = casting.images(scope.project(), SlotRole.END_FRAME);
    var request =
        new ImageRequest(
            STRONG + FrameWork.last(shot.texts()),
            shot.texts().negative(),
            scope.project().brief().style(),
            scope.project().settings().format(),
            materials.file(start),
            1,
            shot.length().toMillis(),
            shot.seed(),
            shot.extra());
    // Without a seed: what was found unfit before is not to be found again.
    return Order.of(
        generator,
        request,
        null,
        (result, digest) -> {
          var asset = keeper.ingest(step, result.file(), assignment.orElseThrow().stage());
          var maker = generator.capabilities();
          return new Renewal(
              handle -> {
                keeper.replace(
                    handle,
                    step,
                    slot(handle, scope.project(), shot, SlotRole.END_FRAME),
                    asset,
                    new Keeper.Provenance(
                        digest, maker.provider(), maker.model(), shot.seed(), result.params()));
                handOn(handle, step, scope);
              });
        });
  }

  /// The next shot begins on the new picture, unless its clip is made already.
  private void handOn(Handle handle, Step step, Scope scope) {
    var end = shown(handle, scope.shot(), SlotRole.END_FRAME);
    var next = next(handle, scope);
    if (end.isEmpty()
        || next.isEmpty()
        || shown(handle, next.get(), SlotRole.START_FRAME).isEmpty()
        || shown(handle, next.get(), SlotRole.CLIP).isPresent()) {
      return;
    }
    var from = end.get();
    keeper.replace(
        handle,
        step,
        slot(handle, scope.project(), next.get(), SlotRole.START_FRAME),
        from,
        InheritFrameWork.digest(from));
  }

  private Optional<Shot> next(Handle handle, Scope scope) {
    List<Shot> shots =
        stores.storyboards().shots(handle, scope.project().id()).stream()
            .filter(shot -> shot.alternate() == 0)
            .toList();
    var place = shots.stream().map(Shot::id).toList().indexOf(scope.shot().id());
    return place < 0 || place + 1 >= shots.size()
        ? Optional.empty()
        : Optional.of(shots.get(place + 1));
  }

  private Slot slot(Handle handle, Project project, Shot shot, SlotRole role) {
    var generation =
        stores
            .takes()
            .generations(handle, project.id())
            .getOrDefault(new SlotKey(shot.id().value(), role, 0), 0);
    return Slot.ofShot(project.id(), shot.id(), role, generation);
  }

  private Optional<Take> shown(Handle handle, Shot shot, SlotRole role) {
    return materials.shown(handle, new SlotKey(shot.id().value(), role, 0));
  }

  /// The booking of a picture that is drawn beside a clip: the clip is still to come.
  private record Renewal(Consumer<Handle> work) implements Booking {
    @Override
    public @Nullable String write(Handle handle) {
      work.accept(handle);
      return null;
    }

    @Override
    public boolean endsStep() {
      return false;
    }
  }
}
