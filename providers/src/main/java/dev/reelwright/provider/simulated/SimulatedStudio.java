package dev.reelwright.provider.simulated;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pictures and clips of the provider `simulated`; it plans, speaks and plays nothing.
public final class SimulatedStudio implements Studio {
  public static final String PROVIDER = "simulated";
  private static final Logger log = LoggerFactory.getLogger(SimulatedStudio.class);
  private static final String KINDS = "-(keyed|findable|blind)";

  private final SimulatedClient client;
  private final SimulatedAccount account;

  public SimulatedStudio(SimulatedAccount account) {
    this.account = account;
    this.client = new SimulatedClient(account.address(), account.patience());
  }

  @Override
  public List<Provider> providers() {
    return List.of(new Counter());
  }

  @Override
  public Optional<Storyboarder> storyboarder(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<ImageGenerator> images(ModelChoice choice) {
    return isOurs(choice, "image")
        ? Optional.of(new SimulatedImages(client, account, choice.model()))
        : Optional.empty();
  }

  @Override
  public Optional<VideoGenerator> videos(ModelChoice choice) {
    return isOurs(choice, "video")
        ? Optional.of(new SimulatedVideos(client, account, choice.model()))
        : Optional.empty();
  }

  @Override
  public Optional<SpeechSynthesizer> speech(ModelChoice choice) {
    return Optional.empty();
  }

  @Override
  public Optional<MusicGenerator> music(ModelChoice choice) {
    return Optional.empty();
  }

  private static boolean isOurs(ModelChoice choice, String what) {
    return choice.provider().equals(PROVIDER) && choice.model().matches(what + KINDS);
  }

  private final class Counter implements Provider {
    @Override
    public String name() {
      return PROVIDER;
    }

    @Override
    public List<String> needs() {
      return List.of();
    }

    @Override
    public List<Offer> offers() {
      return Stream.of("keyed", "findable", "blind")
          .flatMap(
              kind ->
                  Stream.of(
                      new Offer(Craft.IMAGE, new ModelChoice(PROVIDER, "image-" + kind)),
                      new Offer(Craft.VIDEO, new ModelChoice(PROVIDER, "video-" + kind))))
          .toList();
    }

    @Override
    public Answer check() throws InterruptedException {
      try {
        var _ = client.find("check");
        return new Answer(true, "The simulated provider answers at " + account.address() + ".");
      } catch (IOException e) {
        log.info("asking the simulated provider failed", e);
        return new Answer(
            false,
            "The simulated provider does not answer at %s; start it with `reel simulate`."
                .formatted(account.address()));
      }
    }
  }
}
