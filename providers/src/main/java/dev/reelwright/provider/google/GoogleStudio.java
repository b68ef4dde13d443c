package dev.reelwright.provider.google;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Google's models. It knows the provider `google` and the models of its list; speech and music it
/// does not make.
public final class GoogleStudio implements Studio {
  /// The provider's name in a choice of models.
  public static final String PROVIDER = "google";

  private final GoogleModels models = GoogleModels.bundled();
  private final GoogleCalls calls;
  private final Fetcher fetcher;
  private final Provider provider;

  public GoogleStudio(GoogleSettings settings, InstantSource clock) {
    this(settings, clock, Wire.PAID_DEADLINE);
  }

  /// One that gives orders up after another time.
  static GoogleStudio withDeadline(
      GoogleSettings settings, InstantSource clock, Duration deadline) {
    return new GoogleStudio(settings, clock, deadline);
  }

  private GoogleStudio(GoogleSettings settings, InstantSource clock, Duration deadline) {
    var tokens =
        settings.access() instanceof GoogleSettings.Access.Vertex(_, _, var credentials)
                && credentials != null
            ? new Tokens(credentials, Wire.client(), clock)
            : null;
    var endpoint = new Endpoint(settings, tokens);
    var wire = new Wire(endpoint, deadline);
    this.calls = new GoogleCalls(settings, endpoint, wire, new Refusals(endpoint, clock), clock);
    this.fetcher = new Fetcher(endpoint, wire);
    this.provider = new GoogleProvider(models, endpoint, wire);
  }

  /// Every model of the list, living or gone.
  public static List<String> modelNames() {
    return GoogleModels.bundled().all().stream().map(GoogleModel::name).toList();
  }

  @Override
  public List<Provider> providers() {
    return List.of(provider);
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return find(choice, GoogleModel.Makes.STORYBOARD)
        .map(model -> new GeminiStoryboarder(model, calls));
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return find(choice, GoogleModel.Makes.IMAGE)
        .map(model -> new GoogleImages(model, conditioned(model), calls));
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return find(choice, GoogleModel.Makes.VIDEO)
        .map(
            model ->
                model.speaks() == GoogleModel.Speaks.INTERACTIONS
                    ? new OmniClips(model, calls, fetcher)
                    : new VeoClips(model, calls, fetcher));
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return Optional.empty();
  }

  /// The first of the model's stand-ins that can be used here.
  private GoogleModel conditioned(GoogleModel model) {
    return model.conditionedBy().stream()
        .flatMap(name -> models.find(name, GoogleModel.Makes.IMAGE).stream())
        .filter(each -> calls.endpoint().refusal(each).isEmpty())
        .findFirst()
        .orElse(model);
  }

  private Optional<GoogleModel> find(ModelChoice choice, GoogleModel.Makes makes) {
    return choice.provider().equals(PROVIDER)
        ? models.find(choice.model(), makes)
        : Optional.empty();
  }
}
