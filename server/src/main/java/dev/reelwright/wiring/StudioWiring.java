package dev.reelwright.wiring;

import static java.util.stream.Collectors.toSet;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.Intake;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.desk.Acting;
import dev.reelwright.desk.AssetDesk;
import dev.reelwright.desk.Estimates;
import dev.reelwright.desk.ForkDesk;
import dev.reelwright.desk.Looking;
import dev.reelwright.desk.MoneyDesk;
import dev.reelwright.desk.PreferenceDesk;
import dev.reelwright.desk.ProjectDesk;
import dev.reelwright.desk.RunDesk;
import dev.reelwright.desk.StoryboardDesk;
import dev.reelwright.desk.TakeDesk;
import dev.reelwright.desk.TimelineDesk;
import dev.reelwright.desk.Workbench;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.Lanes;
import dev.reelwright.finish.Prober;
import dev.reelwright.http.UrlSigner;
import dev.reelwright.http.pipeline.PipelineSettings;
import dev.reelwright.http.safety.GateSettings;
import dev.reelwright.http.safety.SignedUrls;
import dev.reelwright.http.studio.Exports;
import dev.reelwright.http.studio.Posters;
import dev.reelwright.http.studio.StudioSettings;
import dev.reelwright.media.picture.Pictures;
import dev.reelwright.media.timeline.Transition;
import dev.reelwright.production.FilmDigests;
import dev.reelwright.production.Productions;
import dev.reelwright.production.ProjectSearch;
import dev.reelwright.production.RunReader;
import dev.reelwright.provider.Studio;
import dev.reelwright.quote.Costs;
import dev.reelwright.quote.PriceTags;
import dev.reelwright.quote.Quotes;
import dev.reelwright.quote.StepCosts;
import dev.reelwright.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Hands desks and readers to the HTTP surfaces.
@ApplicationScoped
public class StudioWiring {
  private static final long MOST_PIXELS = 64_000_000;

  @Produces
  @Singleton
  RandomGenerator random() {
    return RandomGenerator.getDefault();
  }

  @Produces
  @Singleton
  UrlSigner urlSigner(SignedUrls urls) {
    return urls::sign;
  }

  @Produces
  @Singleton
  AssetStore assetStore(BlobStore blobs) {
    return new AssetStore(blobs);
  }

  @Produces
  @Singleton
  Quotes quotes(Studio studio, EngineSettings settings) {
    return new Quotes(studio, settings.defaultModel());
  }

  @Produces
  @Singleton
  PriceTags priceTags(Studio studio) {
    return new PriceTags(studio);
  }

  @Produces
  @Singleton
  Estimates estimates(Workbench bench, Studio studio) {
    return new Estimates(bench, studio);
  }

  @Produces
  @Singleton
  Workbench workbench(
      Database database, AssetStore assets, Engine engine, Quotes quotes, InstantSource clock) {
    return new Workbench(database, assets, engine, quotes, clock);
  }

  @Produces
  @Singleton
  Acting acting(Database database, InstantSource clock) {
    return new Acting(database, clock);
  }

  @Produces
  @Singleton
  ProjectDesk projectDesk(Workbench bench) {
    return new ProjectDesk(bench);
  }

  @Produces
  @Singleton
  RunDesk runDesk(Workbench bench, RandomGenerator random) {
    return new RunDesk(bench, random);
  }

  @Produces
  @Singleton
  StoryboardDesk storyboardDesk(Workbench bench, RandomGenerator random) {
    return new StoryboardDesk(bench, random);
  }

  @Produces
  @Singleton
  TimelineDesk timelineDesk(Workbench bench) {
    return new TimelineDesk(
        bench, Arrays.stream(Transition.values()).map(Transition::word).collect(toSet()));
  }

  @Produces
  @Singleton
  Exports exports(Looking looking, BlobStore blobs, Posters posters) {
    return new FilmExports(looking, blobs, posters);
  }

  @Produces
  @Singleton
  ForkDesk forkDesk(Database database, Workbench bench) {
    return new ForkDesk(database, bench);
  }

  @Produces
  @Singleton
  TakeDesk takeDesk(Workbench bench) {
    return new TakeDesk(bench);
  }

  @Produces
  @Singleton
  PreferenceDesk preferenceDesk(Database database, Workbench bench) {
    return new PreferenceDesk(database, bench);
  }

  @Produces
  @Singleton
  AssetDesk assetDesk(Database database, Workbench bench) {
    return new AssetDesk(database, bench);
  }

  @Produces
  @Singleton
  Productions productions(Database database, AssetStore assets) {
    return new Productions(database, assets);
  }

  @Produces
  @Singleton
  FilmDigests filmDigests() {
    return new FilmDigests();
  }

  @Produces
  @Singleton
  PipelineSettings pipelineSettings(ServerSettings settings) {
    return settings.pipeline();
  }

  @Produces
  @Singleton
  Looking looking(Database database, Productions productions, Workbench bench) {
    return new Looking(database, productions, bench);
  }

  @Produces
  @Singleton
  ProjectSearch projectSearch(Database database) {
    return new ProjectSearch(database);
  }

  @Produces
  @Singleton
  RunReader runReader(Database database) {
    return new RunReader(database);
  }

  @Produces
  @Singleton
  Costs costs(Database database) {
    return new Costs(database);
  }

  @Produces
  @Singleton
  MoneyDesk moneyDesk(Workbench bench) {
    return new MoneyDesk(bench);
  }

  @Produces
  @Singleton
  StepCosts stepCosts(Database database) {
    return new StepCosts(database);
  }

  @Produces
  @Singleton
  Lanes lanes(Database database, Engine engine, InstantSource clock) {
    return new Lanes(database, engine, clock);
  }

  @Produces
  @Singleton
  Intake intake(BlobStore blobs, Prober prober, InstantSource clock) {
    return new Intake(blobs, StudioWiring::decoded, prober, clock);
  }

  static MediaFacts decoded(Path file, String mediaType) throws IOException, Intake.Unfit {
    try {
      var size = Pictures.decode(file, MOST_PIXELS);
      return new MediaFacts(size.widthPixels(), size.heightPixels(), null, null, null, null, null);
    } catch (Pictures.Unusable e) {
      throw new Intake.Unfit(String.valueOf(e.getMessage()), e);
    }
  }

  @Produces
  @Singleton
  StudioSettings studioSettings(ServerSettings server, GateSettings gate, EngineSettings engine) {
    return new StudioSettings(
        server.host(),
        gate.asksForKey(),
        gate.bodyBytes(),
        gate.fileBytes(),
        MOST_PIXELS,
        engine.node(),
        engine.defaultModel());
  }
}
