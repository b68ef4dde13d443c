package dev.reelwright.wiring;

import dev.reelwright.engine.Lanes;
import dev.reelwright.provider.comfyui.ComfyUiStudio;
import dev.reelwright.provider.comfyui.Traffic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the lanes of ComfyUI's servers while the server runs.
@ApplicationScoped
public class ComfyWiring {
  private static final Logger LOG = LoggerFactory.getLogger(ComfyWiring.class);
  private static final long SURVEY_SECONDS = 300;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("comfyui-survey").factory());

  /// Before the engine starts, which hands work out.
  void start(
      @Observes @Priority(jakarta.interceptor.Interceptor.Priority.LIBRARY_BEFORE)
          StartupEvent started,
      MoneySettings money,
      Lanes lanes,
      InstantSource clock) {
    var setup = money.comfy();
    var fleet = new ComfyFleet(setup, lanes);
    fleet.lay();
    if (setup.settings().servers().size() > 1) {
      var asking = new ComfyUiStudio(setup.settings(), setup.needs(), Traffic.UNHEARD, clock);
      var _ =
          timer.scheduleWithFixedDelay(
              () -> survey(fleet, asking), 0, SURVEY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void survey(ComfyFleet fleet, ComfyUiStudio asking) {
    try {
      fleet.survey(asking);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A repeated task that throws would never be repeated again.
      LOG.warn(
          "asking ComfyUI's servers what they can run failed, next try in {} s", SURVEY_SECONDS, e);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    timer.shutdownNow();
  }
}
