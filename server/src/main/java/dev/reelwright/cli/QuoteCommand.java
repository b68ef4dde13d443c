package dev.reelwright.cli;

import dev.reelwright.engine.RunState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.quote.Quotation;
import dev.reelwright.wiring.Workshop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `reel quote`: what a film would cost, before anything is ordered. The storyboard is planned for
/// it where that is free, and kept, so that `make --resume` makes exactly what was quoted.
@Command(name = "quote", sortOptions = false)
final class QuoteCommand implements Callable<Integer> {
  private final Context context;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final FilmOptions film = new FilmOptions();

  @Option(names = "--project", paramLabel = "PROJECT", descriptionKey = "quote.project")
  private @Nullable String project;

  @Option(names = "--json", descriptionKey = "quote.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  QuoteCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    if (project != null) {
      film.refuseDecided(spec, "--project");
    }
    var options = project == null ? film.check() : null;
    var settings = context.settings(common);
    if (options == null) {
      Workshop.requireThere(settings);
    }
    context.openLog(settings);
    try (var stop = new StopSwitch();
        var workshop = Workshop.open(settings, context.environment())) {
      var id =
          options == null
              ? ProjectName.find(workshop.projects(), String.valueOf(project))
              : workshop.order(options.order());
      var isPlanned = options == null || plan(workshop, id, stop);
      if (!isPlanned) {
        return MakeJob.INTERRUPTED;
      }
      tell(id, workshop.quote(id));
      return 0;
    }
  }

  /// @return false when somebody stopped it
  private boolean plan(Workshop workshop, ProjectId id, StopSwitch stop) throws Exception {
    if (!workshop.quote(id).isFree()) {
      // A planner that wants money is not asked for a quote.
      return true;
    }
    var planning = workshop.plan(id);
    while (true) {
      var view = planning.look();
      if (view.state() == RunState.DONE) {
        return true;
      }
      if (view.state().isFinal() || view.state() == RunState.BLOCKED) {
        throw Failure.of(
            "production",
            view.error() == null ? view.state().name() : view.error(),
            MakeJob.shortId(id));
      }
      if (stop.await(MakeJob.REFRESH_MILLIS)) {
        workshop.stop(id);
        return false;
      }
    }
  }

  private void tell(ProjectId id, Quotation quotation) {
    var out = context.terminal().out();
    if (json) {
      var lines = new JsonLines(out);
      quotation.lines().forEach(line -> lines.write(members(line)));
      lines.write(total(id, quotation));
      return;
    }
    var words = context.words();
    for (var line : quotation.lines()) {
      var amount = line.amount();
      out.println(
          "%4d  %-14s %-32s %s"
              .formatted(
                  line.count(),
                  words.get("step." + line.kind().name()),
                  line.model() == null ? "" : line.model().provider() + "/" + line.model().model(),
                  amount == null
                      ? words.get("quote.no-price", String.valueOf(line.why()))
                      : Amounts.text(amount)));
    }
    out.println(
        words.get(
            quotation.isComplete() ? "quote.total" : "quote.at-least",
            Amounts.text(quotation.totals())));
    out.println(words.get("quote.order", MakeJob.shortId(id)));
  }

  private static Map<String, @Nullable Object> members(Quotation.Line line) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("event", "quote");
    members.put("kind", line.kind().name().toLowerCase(Locale.ROOT));
    members.put("count", line.count());
    members.put("provider", line.model() == null ? null : line.model().provider());
    members.put("model", line.model() == null ? null : line.model().model());
    var amount = line.amount();
    members.put("micros", amount == null ? null : amount.micros());
    members.put("currency", amount == null ? null : amount.currency().getCurrencyCode());
    members.put("why", line.why());
    return members;
  }

  private static Map<String, @Nullable Object> total(ProjectId id, Quotation quotation) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("event", "total");
    members.put("project", id.value());
    members.put("complete", quotation.isComplete());
    members.put("totals", totals(quotation.totals()));
    return members;
  }

  private static List<Map<String, Object>> totals(List<Money> sums) {
    return sums.stream()
        .map(
            sum ->
                Map.<String, Object>of(
                    "micros", sum.micros(), "currency", sum.currency().getCurrencyCode()))
        .toList();
  }
}
