package dev.reelwright.engine;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Generator;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Who makes what: the provider that a project names for a role, or the server's default, and the
/// lane its work goes through.
final class Casting {
  /// No such provider or model here.
  static final class NotHere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotHere(String what, ModelChoice choice) {
      super(
          "%s: there is no provider %s with model %s here; choose another one for the project"
              .formatted(what, choice.provider(), choice.model()));
    }
  }

  private static final String LIGHT = "local-light";
  private static final String HEAVY = "local-heavy";

  private final Studio studio;
  private final EngineSettings settings;

  Casting(Studio studio, EngineSettings settings) {
    this.studio = studio;
    this.settings = settings;
  }

  Storyboarder storyboarder(Project project) {
    var named = project.settings().storyboarder();
    var choice = named == null ? settings.defaultModel() : named;
    return find(studio::storyboarder, choice).orElseThrow(() -> new NotHere("planning", choice));
  }

  ImageGenerator images(Project project, SlotRole role) {
    var choice = choice(project, role);
    return find(studio::images, choice).orElseThrow(() -> new NotHere("making a frame", choice));
  }

  VideoGenerator videos(Project project) {
    var choice = choice(project, SlotRole.CLIP);
    return find(studio::videos, choice).orElseThrow(() -> new NotHere("making a clip", choice));
  }

  SpeechSynthesizer speech(Project project) {
    var choice = choice(project, SlotRole.NARRATION);
    return find(studio::speech, choice).orElseThrow(() -> new NotHere("speaking", choice));
  }

  MusicGenerator music(Project project) {
    var choice = choice(project, SlotRole.MUSIC);
    return find(studio::music, choice).orElseThrow(() -> new NotHere("writing music", choice));
  }

  boolean canSpeak(Project project) {
    return find(studio::speech, choice(project, SlotRole.NARRATION))
        .map(voice -> voice.speaks(language(project)))
        .orElse(false);
  }

  static String language(Project project) {
    return Optional.ofNullable(project.brief().language()).orElse("en");
  }

  /// The lane for a step that begins now.
  Lane lane(Project project, StepKind kind, SlotRole role) {
    return switch (kind) {
      case INHERIT_FRAME -> local(LIGHT, settings.node());
      case CUT -> local(HEAVY, settings.node());
      case PLAN, FRAME, CLIP, NARRATION, MUSIC ->
          laneOf(capabilities(project, kind, role).orElseThrow());
    };
  }

  /// What a member of a fleet must be able to do for a step: the model, where one is used.
  Set<String> needs(Project project, StepKind kind, SlotRole role) {
    return capabilities(project, kind, role)
        .map(capabilities -> Set.of(capabilities.model()))
        .orElse(Set.of());
  }

  private Optional<Capabilities> capabilities(Project project, StepKind kind, SlotRole role) {
    return generator(project, kind, role).map(Generator::capabilities);
  }

  /// Who makes what a step needs; nobody where the work is our own.
  ///
  /// @throws NotHere when the project names somebody who is not here
  Optional<Generator<?, ?>> generator(Project project, StepKind kind, SlotRole role) {
    return switch (kind) {
      case PLAN -> Optional.of(storyboarder(project));
      case FRAME -> Optional.of(images(project, role));
      case CLIP -> Optional.of(videos(project));
      case NARRATION -> Optional.of(speech(project));
      case MUSIC -> Optional.of(music(project));
      case INHERIT_FRAME, CUT -> Optional.empty();
    };
  }

  /// The lane of this node that does what a lane of another node did.
  Lane localTwin(Lane lane) {
    return local(lane.id().substring(0, lane.id().indexOf('@')), settings.node());
  }

  private Lane laneOf(Capabilities capabilities) {
    var name = capabilities.lane();
    return name.equals(LIGHT) || name.equals(HEAVY)
        ? local(name, settings.node())
        : new Lane(
            name,
            kind(capabilities),
            null,
            settings.callCapacity(),
            null,
            true,
            capabilities.free());
  }

  private static Lane.Kind kind(Capabilities capabilities) {
    return capabilities.provider().equals(PullStudio.PROVIDER) ? Lane.Kind.PULL : Lane.Kind.CALL;
  }

  private Lane local(String name, String node) {
    var capacity = name.equals(LIGHT) ? settings.lightCapacity() : settings.heavyCapacity();
    return new Lane(name + "@" + node, Lane.Kind.LOCAL, node, capacity, null, true, true);
  }

  private <T> Optional<T> find(Function<ModelChoice, Optional<T>> role, ModelChoice choice) {
    return choice.findIn(role, settings.defaultModel());
  }

  private ModelChoice choice(Project project, SlotRole role) {
    return project.settings().models().getOrDefault(role, settings.defaultModel());
  }
}
