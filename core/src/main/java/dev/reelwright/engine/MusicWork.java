package dev.reelwright.engine;

import dev.reelwright.provider.MusicRequest;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.take.SlotRole;
import java.io.IOException;

/// Has music written that is as long as the film.
final class MusicWork implements StepWork {
  private static final String MOOD = "mood";
  private static final String DEFAULT_MOOD = "calm";

  private final Materials materials;
  private final Casting casting;
  private final ProviderCalls calls;
  private final MediaDelivery delivery;

  MusicWork(Materials materials, Casting casting, ProviderCalls calls, MediaDelivery delivery) {
    this.materials = materials;
    this.casting = casting;
    this.calls = calls;
    this.delivery = delivery;
  }

  @Override
  public Outcome carryOut(Assignment assignment) throws IOException, InterruptedException {
    var film = materials.film(assignment.step());
    var project = film.project();
    var seed = project.settings().seed();
    var generator = casting.music(project);
    var request = new MusicRequest(mood(film), lengthMillis(film), seed);
    return calls.order(
        assignment,
        Order.of(
            generator, request, seed, delivery.keep(assignment, generator.capabilities(), seed)));
  }

  private static long lengthMillis(Film film) {
    var lengths = new ShotLengths(film.project().settings());
    return film.shots().stream()
        .mapToLong(
            shot ->
                lengths
                    .inFilm(shot, film.take(shot.id(), SlotRole.NARRATION).orElse(null))
                    .toMillis())
        .sum();
  }

  /// What somebody wished, else what the planner felt for the first shot.
  private static String mood(Film film) {
    if (film.project().brief().wishes().get(MOOD) instanceof String wished) {
      return wished;
    }
    return !film.shots().isEmpty()
            && film.shots().getFirst().extra().get(MOOD) instanceof String planned
        ? planned
        : DEFAULT_MOOD;
  }
}
