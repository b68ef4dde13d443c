package dev.reelwright.http.studio;

import dev.reelwright.http.Surface;
import dev.reelwright.http.WireTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Names the records of the native API for its document.
@ApplicationScoped
public class StudioTypes {
  private static final List<Class<?>> OWNERS =
      List.of(
          Wire.class,
          SettingsBody.class,
          ActsResource.class,
          ForksResource.class,
          HistoryResource.class,
          KeyResource.class,
          LedgerResource.class,
          OperatorResource.class,
          ProjectsResource.class,
          ProvidersResource.class,
          PullResource.class,
          SessionResource.class,
          SettingsResource.class,
          StoryboardResource.class,
          TakesResource.class,
          TimelineResource.class,
          WebhooksResource.class);

  @Produces
  @Singleton
  WireTypes records() {
    var records =
        new ArrayList<Class<?>>(List.of(ProjectBody.class, SettingsBody.class, ShotBody.class));
    for (var owner : OWNERS) {
      Arrays.stream(owner.getDeclaredClasses()).filter(Class::isRecord).forEach(records::add);
    }
    return new WireTypes(Surface.STUDIO, records);
  }
}
