package dev.reelwright.http.studio;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.engine.PullStudio;
import dev.reelwright.finish.Finisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.provider.FakeMedia;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.Studio;
import dev.reelwright.store.Database;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.time.InstantSource;

/// Providers and media tools of tests: quick, and their files say of themselves what they are.
@ApplicationScoped
public class FakeWorkshop {
  /// What tests tell what to do, and ask what it was asked.
  @Produces
  @Singleton
  @Typed(FakeStudio.class)
  FakeStudio fake() {
    return new FakeStudio();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Studio studio(FakeStudio fake, Database database, BlobStore blobs, InstantSource clock) {
    return new PullStudio(fake, database, blobs, clock);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Prober prober() {
    return new FakeMedia();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Posters posters() {
    return (asset, view) -> {
      var poster = Files.createTempFile("poster", ".jpg");
      poster.toFile().deleteOnExit();
      return Files.writeString(poster, view.word() + " of " + asset.mediaType());
    };
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Finisher finisher() {
    return (request, target, _, _, _) -> {
      var fades = request.shots().getFirst().edit().fadeMillis();
      FakeMedia.write(
          target,
          "video/mp4",
          request.shots().size() * 1000L,
          "a film of %d clips%s"
              .formatted(
                  request.shots().size(),
                  fades > 0 ? " that fade for %d ms".formatted(fades) : ""));
      return new Finisher.Finished(24L * request.shots().size(), "");
    };
  }
}
