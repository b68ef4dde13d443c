package dev.reelwright.cli;

import dev.reelwright.engine.Lanes;
import dev.reelwright.wiring.Upkeep;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reel lanes`: the streams of capacity, and what an operator sets on them. A server that works in
/// the folder hears of it within a few seconds.
@Command(name = "lanes", synopsisSubcommandLabel = "[COMMAND]")
final class LanesCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", descriptionKey = "lanes.json")
  private boolean isJson;

  @Mixin private final CommonOptions common = new CommonOptions();

  LanesCommand(Context context) {
    this.context = context;
  }

  /// picocli calls this without a subcommand.
  @Override
  public Integer call() throws Exception {
    list();
    return 0;
  }

  private void list() throws Exception {
    if (isJson) {
      context.useJson();
    }
    try (var upkeep = Upkeep.open(context.settings(common))) {
      var lines = upkeep.lanes().list();
      if (lines.isEmpty() && !isJson) {
        context.terminal().out().println(context.words().get("lanes.none"));
      }
      lines.forEach(lane -> show(lane, isJson));
    }
  }

  @Command(name = "set", sortOptions = false)
  int set(
      @Parameters(paramLabel = "LANE", descriptionKey = "lanes.id") String id,
      @Option(names = "--paused", paramLabel = "true|false", descriptionKey = "lanes.paused")
          @Nullable Boolean paused,
      @Option(names = "--draining", paramLabel = "true|false", descriptionKey = "lanes.draining")
          @Nullable Boolean draining,
      @Option(names = "--capacity", paramLabel = "N", descriptionKey = "lanes.capacity")
          @Nullable Integer capacity,
      @Option(names = "--rate", paramLabel = "N", descriptionKey = "lanes.rate")
          @Nullable Integer rate,
      @Option(names = "--up", descriptionKey = "lanes.up") boolean isUp,
      @Option(names = "--json", descriptionKey = "lanes.json") boolean json,
      @Mixin CommonOptions options)
      throws Exception {
    if (json) {
      context.useJson();
    }
    var change =
        new Lanes.Change(paused, draining, capacity, rate, null, null, isUp ? Boolean.TRUE : null);
    try (var upkeep = Upkeep.open(context.settings(options.data == null ? common : options))) {
      var lane = upkeep.lanes().configure(id, change);
      if (lane.isEmpty()) {
        throw Failure.of("no-lane", id);
      }
      show(lane.get(), json);
      return 0;
    } catch (Lanes.Unfit e) {
      throw Failure.of("lane-unfit", e, id, e.field(), String.valueOf(e.getMessage()));
    }
  }

  private void show(Lanes.Line lane, boolean json) {
    var out = context.terminal().out();
    if (json) {
      new JsonLines(out).write(members(lane));
      return;
    }
    var words = context.words();
    var state =
        lane.isDraining()
            ? "draining"
            : lane.isPaused() ? "paused" : lane.health().toLowerCase(Locale.ROOT);
    var rate = lane.ratePerMinute();
    out.println(
        "%-32s %-10s %s"
            .formatted(
                lane.id(),
                words.get("lanes.state." + state),
                words.get(
                    rate == null ? "lanes.load" : "lanes.load.rate",
                    lane.working(),
                    lane.capacity(),
                    lane.waiting(),
                    rate == null ? 0 : rate)));
  }

  private static Map<String, @Nullable Object> members(Lanes.Line lane) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("event", "lane");
    members.put("id", lane.id());
    members.put("kind", lane.kind().toLowerCase(Locale.ROOT));
    members.put("fleet", lane.fleet());
    members.put("capacity", lane.capacity());
    members.put("ratePerMinute", lane.ratePerMinute());
    members.put("paused", lane.isPaused());
    members.put("draining", lane.isDraining());
    members.put("health", lane.health().toLowerCase(Locale.ROOT));
    members.put("waiting", lane.waiting());
    members.put("working", lane.working());
    return members;
  }
}
