package dev.reelwright.provider.simulated;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MusicGenerator;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoGenerator;
import java.util.Optional;

/// Pictures and clips of the provider `simulated`; it plans, speaks and plays nothing.
public final class SimulatedStudio implements Studio {
  public static final String PROVIDER = "simulated";
  private static final String KINDS = "-(keyed|findable|blind)";

  private final SimulatedClient client;
  private final SimulatedAccount account;

  public SimulatedStudio(SimulatedAccount account) {
    this.account = account;
    this.client = new SimulatedClient(account.address(), account.patience());
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
}
