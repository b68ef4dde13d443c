package dev.reelwright.engine;

import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.InputFile;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.SlotRole;
import java.io.IOException;

/// Has a frame of a shot drawn; its last one stays close to its first.
final class FrameWork implements StepWork {
  private final Materials materials;
  private final Casting casting;
  private final ProviderCalls calls;
  private final MediaDelivery delivery;

  FrameWork(Materials materials, Casting casting, ProviderCalls calls, MediaDelivery delivery) {
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
    var isLast = step.slot().role() == SlotRole.END_FRAME;
    var inputs = materials.takes(step.inputs());
    InputFile reference = inputs.isEmpty() ? null : materials.file(inputs.getFirst());
    var generator = casting.images(scope.project(), step.slot().role());
    var request =
        new ImageRequest(
            isLast ? last(shot.texts()) : first(shot.texts()),
            shot.texts().negative(),
            scope.project().brief().style(),
            scope.project().settings().format(),
            reference,
            isLast ? 1 : 0,
            shot.length().toMillis(),
            shot.seed(),
            shot.extra());
    return calls.order(
        assignment,
        Order.of(
                generator,
                request,
                shot.seed(),
                delivery.keep(assignment, generator.capabilities(), shot.seed()))
            .once(scope.project().settings().narrated() != null));
  }

  static String first(ShotTexts texts) {
    return firstOf(texts.start(), texts.image(), texts.description());
  }

  static String last(ShotTexts texts) {
    return firstOf(texts.end(), texts.start(), texts.image(), texts.description());
  }

  private static String firstOf(String... texts) {
    for (var text : texts) {
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }
}
