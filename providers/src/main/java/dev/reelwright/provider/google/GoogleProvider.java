package dev.reelwright.provider.google;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Craft;
import dev.reelwright.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Google, as those see it who choose models. Thread-safe.
record GoogleProvider(GoogleModels models, Endpoint endpoint, Wire wire) implements Provider {
  private static final Logger log = LoggerFactory.getLogger(GoogleProvider.class);

  @Override
  public String name() {
    return GoogleStudio.PROVIDER;
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  @Override
  public List<Offer> offers() {
    return models.all().stream()
        .filter(model -> endpoint.refusal(model).isEmpty())
        .map(model -> new Offer(craft(model), new ModelChoice(name(), model.name())))
        .toList();
  }

  @Override
  public Answer check() throws InterruptedException {
    try {
      var scratch = Files.createTempDirectory("reelwright-check");
      try {
        return check(scratch);
      } finally {
        clear(scratch);
      }
    } catch (IOException e) {
      log.info("asking Google failed", e);
      return new Answer(
          false,
          "Google cannot be asked: "
              + endpoint.scrubbed(String.valueOf(e.getMessage()))
              + ". Look at the network and the address, then try again.");
    }
  }

  private Answer check(Path scratch) throws IOException, InterruptedException {
    var reply = wire.ask(endpoint.freeQuestion(), scratch);
    if (reply.status() == 200) {
      return new Answer(true, "Google answers and knows who asks.");
    }
    var said = reply.body().path("error").path("message").asText("");
    return new Answer(
        false,
        "Google refused (status %d)%s".formatted(reply.status(), said.isEmpty() ? "." : ": ")
            + endpoint.scrubbed(said));
  }

  private static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static Craft craft(GoogleModel model) {
    return switch (model.makes()) {
      case STORYBOARD -> Craft.STORYBOARD;
      case IMAGE -> Craft.IMAGE;
      case VIDEO -> Craft.VIDEO;
    };
  }
}
