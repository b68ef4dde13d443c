package dev.reelwright.provider.speech;

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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Services that speak, each a provider with one model. Thread-safe.
public final class SpeechStudio implements Studio {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ASK = Duration.ofSeconds(10);

  private final List<SpeechService> services;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  public SpeechStudio(List<SpeechService> services) {
    this.services = List.copyOf(services);
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return services.stream()
        .filter(service -> service.provider().equals(choice.provider()))
        .findFirst()
        .map(service -> new ServedSpeech(service, client));
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public List<Provider> providers() {
    return services.stream().<Provider>map(Speaker::new).toList();
  }

  private final class Speaker implements Provider {
    private final SpeechService service;

    Speaker(SpeechService service) {
      this.service = service;
    }

    @Override
    public String name() {
      return service.provider();
    }

    @Override
    public List<String> needs() {
      return List.of();
    }

    @Override
    public List<Offer> offers() {
      return List.of(
          new Offer(Craft.SPEECH, new ModelChoice(service.provider(), service.provider())));
    }

    /// Whether anybody answers there: a text would cost time or money.
    @Override
    public Answer check() throws InterruptedException {
      var request = HttpRequest.newBuilder(service.endpoint()).timeout(ASK).GET().build();
      try {
        var status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return new Answer(true, "The service answers (status %d to a look).".formatted(status));
      } catch (IOException e) {
        return new Answer(
            false,
            "The service does not answer: %s. Look whether it runs and its address is right."
                .formatted(e));
      }
    }
  }
}
