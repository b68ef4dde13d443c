package dev.reelwright.engine;

import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.Slot;
import dev.reelwright.take.TakeId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A durable unit of a run: one slot to fill. A snapshot.
///
/// @param token raised whenever a worker takes the step; only the holder of the newest may write
/// @param lane where it waits for its turn
/// @param place the lane that carries it out: the same one, or a member of the fleet
/// @param needs what that lane must be able to do
/// @param shotNumber 1-based place of its shot in the film, 0 for work on the whole
/// @param tries how often it was tried in vain
/// @param wakeAt not to be looked at before; null for at once
/// @param watched whether it sleeps without a row of the scheduler
/// @param worker node that has it, or had it last
record Step(
    StepId id,
    RunId runId,
    String owner,
    StepKind kind,
    Slot slot,
    String lane,
    String place,
    Set<String> needs,
    int priority,
    int shotNumber,
    List<TakeId> inputs,
    StepStatus status,
    long token,
    int tries,
    @Nullable Instant wakeAt,
    boolean watched,
    @Nullable String worker,
    boolean cancelAsked,
    Instant createdAt) {
  Step {
    inputs = List.copyOf(inputs);
    needs = Set.copyOf(needs);
  }

  Step takenBy(String node, long newToken) {
    return new Step(
        id,
        runId,
        owner,
        kind,
        slot,
        lane,
        place,
        needs,
        priority,
        shotNumber,
        inputs,
        status,
        newToken,
        tries,
        wakeAt,
        false,
        node,
        cancelAsked,
        createdAt);
  }

  Step afterTries(int newTries) {
    return new Step(
        id,
        runId,
        owner,
        kind,
        slot,
        lane,
        place,
        needs,
        priority,
        shotNumber,
        inputs,
        status,
        token,
        newTries,
        wakeAt,
        watched,
        worker,
        cancelAsked,
        createdAt);
  }
}
