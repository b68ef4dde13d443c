package dev.reelwright.engine;

import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.recipe.ShotLengths;
import java.io.IOException;

/// Has the narration of a shot spoken, or the script of a whole film, which its first shot holds.
final class NarrationWork implements StepWork {
  private final Materials materials;
  private final Casting casting;
  private final ProviderCalls calls;
  private final MediaDelivery delivery;

  NarrationWork(Materials materials, Casting casting, ProviderCalls calls, MediaDelivery delivery) {
    this.materials = materials;
    this.casting = casting;
    this.calls = calls;
    this.delivery = delivery;
  }

  @Override
  public Outcome carryOut(Assignment assignment) throws IOException, InterruptedException {
    var scope = materials.scope(assignment.step());
    var generator = casting.speech(scope.project());
    var isOfFilm = scope.project().settings().narrated() != null;
    var script = scope.project().brief().script();
    var request =
        isOfFilm && script != null
            ? new SpeechRequest(script, Casting.language(scope.project()), 0)
            : new SpeechRequest(
                scope.shot().texts().narration(),
                Casting.language(scope.project()),
                new ShotLengths(scope.project().settings()).fitMillis(scope.shot()));
    return calls.order(
        assignment,
        Order.of(
                generator, request, null, delivery.keep(assignment, generator.capabilities(), null))
            .once(isOfFilm));
  }
}
