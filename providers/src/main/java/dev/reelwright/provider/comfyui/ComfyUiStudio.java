package dev.reelwright.provider.comfyui;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Craft;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoGenerator;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// ComfyUI's workflows: pictures and clips. It knows the provider `comfyui`, and as models the
/// names of its workflows.
public final class ComfyUiStudio implements Studio {
  /// The provider's name in a choice of models.
  public static final String PROVIDER = "comfyui";

  /// The lane that work for it waits in; the lanes of its servers are called like them.
  public static final String LANE = "comfyui";

  private final ComfySettings settings;
  private final Shelf shelf;
  private final List<Renderer> servers;
  private final ComfyCalls calls;
  private final Provider provider;

  /// @param needs settings that somebody has to make before it is of use; empty when it is set up
  public ComfyUiStudio(
      ComfySettings settings, List<String> needs, Traffic traffic, InstantSource clock) {
    this.settings = settings;
    this.shelf = new Shelf(settings);
    this.servers =
        settings.servers().stream()
            .<Renderer>map(
                server ->
                    switch (server.kind()) {
                      case COMFYUI ->
                          new DirectRenderer(server, settings.patience(), traffic, clock);
                      case RUNPOD ->
                          new ServerlessRenderer(server, settings.patience(), traffic, clock);
                    })
            .toList();
    this.calls = new ComfyCalls(servers, settings.pollInterval(), clock);
    this.provider = new ComfyProvider(shelf, servers, needs);
  }

  /// What a server can do.
  ///
  /// @param models workflows that it can run; all of them where it does not say
  public record Survey(String server, List<String> models) {}

  /// Asks every server that answers what it can run. Workflows that cannot be read count as
  /// runnable, since their order says what is wrong with them.
  public List<Survey> survey() throws InterruptedException {
    var surveys = new ArrayList<Survey>();
    for (var server : servers) {
      try {
        var models = new TreeSet<String>();
        for (var name : shelf.names()) {
          if (runs(server, name)) {
            models.add(name);
          }
        }
        surveys.add(new Survey(server.server().name(), List.copyOf(models)));
      } catch (IOException e) {
        // Whether it is well is found out by work.
        org.slf4j.LoggerFactory.getLogger(ComfyUiStudio.class)
            .info(
                "server={} did not say what it can run: {}", server.server().name(), e.toString());
      }
    }
    return surveys;
  }

  private boolean runs(Renderer server, String name) throws IOException, InterruptedException {
    for (var craft : List.of(Craft.IMAGE, Craft.VIDEO)) {
      if (shelf.find(name, craft).orElse(null) instanceof Shelf.Found.Usable(var template)) {
        return server.lacks(template).isEmpty();
      }
    }
    return true;
  }

  @Override
  public List<Provider> providers() {
    return List.of(provider);
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return find(choice, Craft.IMAGE)
        .map(workflow -> new ComfyImages(choice.model(), workflow, calls));
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return find(choice, Craft.VIDEO)
        .map(workflow -> new ComfyVideos(choice.model(), workflow, settings.clipNodes(), calls));
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return Optional.empty();
  }

  private Optional<Shelf.Found> find(ModelChoice choice, Craft craft) {
    return choice.provider().equals(PROVIDER)
        ? shelf.find(choice.model(), craft)
        : Optional.empty();
  }
}
