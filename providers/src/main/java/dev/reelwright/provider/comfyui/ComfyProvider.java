package dev.reelwright.provider.comfyui;

import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Craft;
import dev.reelwright.provider.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ComfyUI, as those see it who choose models. Thread-safe.
record ComfyProvider(Shelf shelf, List<Renderer> servers, List<String> needs) implements Provider {
  private static final Logger LOG = LoggerFactory.getLogger(ComfyProvider.class);

  ComfyProvider {
    servers = List.copyOf(servers);
    needs = List.copyOf(needs);
  }

  @Override
  public String name() {
    return ComfyUiStudio.PROVIDER;
  }

  @Override
  public List<Offer> offers() {
    var offers = new ArrayList<Offer>();
    for (var name : shelf.names()) {
      for (var craft : List.of(Craft.IMAGE, Craft.VIDEO)) {
        if (shelf.find(name, craft).orElse(null) instanceof Shelf.Found.Usable) {
          offers.add(new Offer(craft, new ModelChoice(name(), name)));
        }
      }
    }
    return offers;
  }

  @Override
  public Answer check() throws InterruptedException {
    var told = new ArrayList<String>();
    boolean works = false;
    for (var server : servers) {
      try {
        told.add(server.server().name() + ": " + server.greet() + lacking(server));
        works = true;
      } catch (IOException e) {
        LOG.info("server={} does not answer well", server.server().name(), e);
        told.add(server.server().name() + ": " + Words.fit(String.valueOf(e.getMessage())));
      }
    }
    return new Answer(works, String.join(". ", told) + ".");
  }

  private String lacking(Renderer server) throws IOException, InterruptedException {
    var all = new ArrayList<String>();
    for (var offer : offers()) {
      var name = offer.model().model();
      if (shelf.find(name, offer.craft()).orElse(null)
          instanceof Shelf.Found.Usable(var template)) {
        var lacks = server.lacks(template);
        if (!lacks.isEmpty()) {
          all.add("cannot run %s (%s)".formatted(name, lacks.getFirst()));
        }
      }
    }
    return all.isEmpty() ? "" : "; " + String.join("; ", all);
  }
}
