package dev.reelwright.wiring;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.engine.PullStudio;
import dev.reelwright.finish.Finisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.http.studio.Posters;
import dev.reelwright.media.ffmpeg.Preflight;
import dev.reelwright.media.font.HeadlessGraphics;
import dev.reelwright.provider.Studio;
import dev.reelwright.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;

/// Hands providers and media tools to the server. Without a fit ffmpeg the server does not start.
@ApplicationScoped
public class ToolWiring {
  @Produces
  @Singleton
  Toolbox toolbox(
      Settings settings,
      MoneySettings money,
      OrchestrateSetup orchestrate,
      Store store,
      MeterRegistry meters,
      InstantSource clock)
      throws Unusable, IOException, InterruptedException {
    HeadlessGraphics.prepare(settings.cache().resolve("fontconfig"));
    var supplies = Supplies.reading();
    var tools = new FfmpegFinder(settings, new Preflight(settings.cache())).find();
    return Toolbox.of(
        tools,
        Supplies.of(supplies),
        settings,
        money,
        orchestrate.voices(),
        store,
        new ComfyMetrics(meters),
        false,
        clock);
  }

  @Produces
  @Singleton
  Studio studio(Toolbox toolbox, Database database, BlobStore blobs, InstantSource clock) {
    return new PullStudio(toolbox.studio(), database, blobs, clock);
  }

  @Produces
  @Singleton
  Prober prober(Toolbox toolbox) {
    return toolbox.prober();
  }

  @Produces
  @Singleton
  Posters posters(Toolbox toolbox, Store store, BlobStore blobs) throws IOException {
    return new PosterFolder(
        store.folder().root().resolve("posters"), blobs, toolbox.posters(), toolbox.previews());
  }

  @Produces
  @Singleton
  Finisher finisher(Toolbox toolbox) {
    return toolbox.finisher();
  }
}
