package dev.reelwright.engine;

import dev.reelwright.provider.VideoRequest;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Has a shot filmed between its two frames, as long as it lasts in the film.
final class ClipWork implements StepWork {
  private final Materials materials;
  private final Casting casting;
  private final ProviderCalls calls;
  private final MediaDelivery delivery;

  ClipWork(Materials materials, Casting casting, ProviderCalls calls, MediaDelivery delivery) {
    this.materials = materials;
    this.casting = casting;
    this.calls = calls;
    this.delivery = delivery;
  }

  @Override
  public Outcome carryOut(Assignment assignment) throws IOException, InterruptedException {
    var step = assignment.step();
    var scope = materials.scope(step);
    var shot = scope.shot();
    var settings = scope.project().settings();
    var inputs = materials.takes(step.inputs());
    var first = of(inputs, SlotRole.START_FRAME);
    var last = of(inputs, SlotRole.END_FRAME);
    var length = new ShotLengths(settings).inFilm(shot, of(inputs, SlotRole.NARRATION));
    var generator = casting.videos(scope.project());
    var request =
        new VideoRequest(
            shot.texts().motion(),
            FrameWork.first(shot.texts()),
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
            delivery.keep(assignment, generator.capabilities(), shot.seed())));
  }

  private static @Nullable Take of(List<Take> inputs, SlotRole role) {
    return inputs.stream().filter(take -> take.slot().role() == role).findFirst().orElse(null);
  }
}
