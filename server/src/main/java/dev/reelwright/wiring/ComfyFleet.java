package dev.reelwright.wiring;

import static java.util.stream.Collectors.toSet;

import dev.reelwright.engine.Lanes;
import dev.reelwright.engine.Lanes.Change;
import dev.reelwright.provider.comfyui.ComfyUiStudio;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ComfyUI's servers as lanes of one fleet, so that each job goes to the least loaded one that is
/// well and can run its workflow. What an operator has set on a lane stays.
final class ComfyFleet {
  private static final Logger LOG = LoggerFactory.getLogger(ComfyFleet.class);

  /// No workflow can be called so.
  private static final String NOTHING = "(none)";

  private final ComfySetup setup;
  private final Lanes lanes;

  ComfyFleet(ComfySetup setup, Lanes lanes) {
    this.setup = setup;
    this.lanes = lanes;
  }

  /// Makes lanes for servers that are new, and takes those that are gone out of the fleet. To be
  /// called before work is handed out.
  void lay() {
    var fleet = lanes.find(ComfyUiStudio.LANE);
    if (fleet.isEmpty()) {
      lanes.add(
          ComfyUiStudio.LANE,
          "FLEET",
          new Change(null, null, Lanes.MAX_CAPACITY, null, null, null, null));
    } else if (!fleet.get().kind().equals("FLEET")) {
      LOG.warn("lane={} is no fleet; its servers are not told apart", ComfyUiStudio.LANE);
      return;
    }
    setup
        .lanes()
        .forEach(
            (name, jobs) -> {
              var lane = lanes.find(name);
              if (lane.isEmpty()) {
                lanes.add(
                    name,
                    "CALL",
                    new Change(null, null, jobs, null, ComfyUiStudio.LANE, null, null));
              } else if (!ComfyUiStudio.LANE.equals(lane.get().fleet())) {
                lanes.configure(name, joining(ComfyUiStudio.LANE));
              }
            });
    for (var lane : lanes.list()) {
      if (ComfyUiStudio.LANE.equals(lane.fleet()) && !setup.lanes().containsKey(lane.id())) {
        LOG.info("lane={} is no server of COMFYUI_URL any more", lane.id());
        lanes.configure(lane.id(), joining(""));
      }
    }
  }

  private static Change joining(String fleet) {
    return new Change(null, null, null, null, fleet, null, null);
  }

  /// Finds out which server can run which workflow. What none of them can run all of them offer,
  /// since the one that gets it says what is missing.
  void survey(ComfyUiStudio studio) throws InterruptedException {
    var surveys = studio.survey();
    var anywhere = surveys.stream().flatMap(survey -> survey.models().stream()).collect(toSet());
    var nowhere =
        studio.providers().stream()
            .flatMap(provider -> provider.offers().stream())
            .map(offer -> offer.model().model())
            .filter(model -> !anywhere.contains(model))
            .collect(toSet());
    for (var survey : surveys) {
      var runs = new java.util.TreeSet<>(survey.models());
      boolean isAll = runs.containsAll(anywhere);
      runs.addAll(nowhere);
      if (runs.isEmpty()) {
        // Nothing at all would mean everything.
        runs.add(NOTHING);
      }
      offer(survey.server(), isAll ? List.of() : List.copyOf(runs));
    }
  }

  private void offer(String server, @Nullable List<String> models) {
    var lane = lanes.find(server);
    if (lane.isPresent() && !lane.get().offers().equals(models)) {
      LOG.info("lane={} runs {}", server, models);
      lanes.configure(server, new Change(null, null, null, null, null, models, null));
    }
  }
}
