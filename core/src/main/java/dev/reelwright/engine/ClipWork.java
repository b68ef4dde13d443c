package dev.reelwright.engine;

import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.VideoRequest;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Has a shot filmed between its two frames, as long as it lasts in the film. A clip that is
/// refused for what it shows is asked for again in more careful words, where the film has nobody to
/// do that.
final class ClipWork implements StepWork {
  private final Materials materials;
  private final Casting casting;
  private final ProviderCalls calls;
  private final MediaDelivery delivery;
  private final PolicyLadder ladder;

  ClipWork(
      Materials materials,
      Casting casting,
      ProviderCalls calls,
      MediaDelivery delivery,
      PolicyLadder ladder) {
    this.materials = materials;
    this.casting = casting;
    this.calls = calls;
    this.delivery = delivery;
    this.ladder = ladder;
  }

  @Override
  public Outcome carryOut(Assignment assignment) throws IOException, InterruptedException {
    var step = assignment.step();
    var scope = materials.scope(step);
    var inputs = materials.takes(step.inputs());
    // It may have been drawn anew since the step was ordered.
    var first = materials.now(of(inputs, SlotRole.START_FRAME, SlotRole.IMAGE));
    var level = first == null ? 0 : ladder.level(step, scope, first);
    while (true) {
      var last = of(inputs, SlotRole.END_FRAME);
      if (level == PolicyLadder.TOP && first != null) {
        var obstacle = ladder.renewEnd(assignment, scope, first);
        if (obstacle.isPresent()) {
          return obstacle.get();
        }
        last = ladder.end(scope).orElse(last);
      }
      var outcome = film(assignment, scope, first, last, of(inputs, SlotRole.NARRATION), level);
      if (first == null || !isAgainstRules(outcome)) {
        return outcome;
      }
      var reached = ladder.level(step, scope, first);
      if (reached <= level) {
        return outcome;
      }
      if (reached > PolicyLadder.TOP) {
        return new Outcome.Failed(
            assignment.error(RejectionReason.CONTENT_POLICY.name(), PolicyLadder.EXHAUSTED));
      }
      level = reached;
    }
  }

  private Outcome film(
      Assignment assignment,
      Scope scope,
      @Nullable Take first,
      @Nullable Take last,
      @Nullable Take narration,
      int level)
      throws IOException, InterruptedException {
    var shot = scope.shot();
    var settings = scope.project().settings();
    var length = new ShotLengths(settings).inFilm(shot, narration);
    var generator = casting.videos(scope.project());
    var motion = shot.texts().motion();
    var scene = FrameWork.first(shot.texts());
    var request =
        new VideoRequest(
            level == 0 ? motion : PolicyLadder.caution(level) + (motion.isBlank() ? scene : motion),
            scene,
            shot.texts().negative(),
            scope.project().brief().style(),
            settings.format(),
            first == null ? null : materials.file(first),
            last == null ? null : materials.file(last),
            length.toMillis(),
            settings.clipSound(),
            shot.seed(),
            shot.extra());
    return calls.order(
        assignment,
        Order.of(
                generator,
                request,
                shot.seed(),
                delivery.keep(assignment, generator.capabilities(), shot.seed()))
            .once(settings.narrated() != null));
  }

  private static boolean isAgainstRules(Outcome outcome) {
    return outcome instanceof Outcome.Failed(var error)
        && error.code().equals(RejectionReason.CONTENT_POLICY.name());
  }

  private static @Nullable Take of(List<Take> inputs, SlotRole... roles) {
    return inputs.stream()
        .filter(take -> List.of(roles).contains(take.slot().role()))
        .findFirst()
        .orElse(null);
  }
}
