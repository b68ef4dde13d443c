package dev.reelwright.cli;

import dev.reelwright.engine.RunState;
import dev.reelwright.wiring.RunView;
import dev.reelwright.wiring.StepView;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Progress for programs: `run`, `storyboard` and `step` events, each only when something changed.
final class JsonDisplay implements Display {
  private final JsonLines lines;
  private final Map<String, String> shown = new HashMap<>();
  private @Nullable RunState state;
  private boolean isPlanShown;

  JsonDisplay(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public void show(RunView view, Duration elapsed) {
    if (state != view.state()) {
      state = view.state();
      lines.write("run", "state", view.state().name(), "elapsedMillis", elapsed.toMillis());
    }
    if (!isPlanShown && view.shots() > 0) {
      isPlanShown = true;
      lines.write("storyboard", "title", view.title(), "shots", view.shots());
    }
    for (var step : view.steps()) {
      int percent = (int) (step.fraction() * 100);
      var now = step.status() + " " + percent / 10 + " " + step.doing();
      if (!now.equals(shown.put(step.key(), now))) {
        lines.write(members(step, percent));
      }
    }
  }

  private static Map<String, Object> members(StepView step, int percent) {
    var members = new LinkedHashMap<String, Object>();
    members.put("event", "step");
    members.put("kind", step.kind().name());
    members.put("role", step.role().name());
    if (step.shot() > 0) {
      members.put("shot", step.shot());
    }
    members.put("status", step.status().name());
    members.put("percent", percent);
    members.put("doing", step.doing());
    members.put("elapsedMillis", step.elapsed().toMillis());
    if (step.error() != null) {
      members.put("error", step.error());
    }
    return members;
  }

  @Override
  public void close() {
    // Each line is flushed as it is written.
  }
}
