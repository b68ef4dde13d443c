package dev.reelwright.cli;

import dev.reelwright.ledger.Money;
import dev.reelwright.quote.Costs;
import dev.reelwright.quote.StepCosts;
import dev.reelwright.take.SlotRole;
import dev.reelwright.wiring.Settings;
import dev.reelwright.wiring.Upkeep;
import dev.reelwright.wiring.Workshop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reel costs`: what was paid, by provider, shot and step; also while a server works.
@Command(name = "costs", sortOptions = false)
final class CostsCommand implements Callable<Integer> {
  private static final List<String> VIEWS = List.of("provider", "shot", "step");

  private final Context context;

  @Parameters(paramLabel = "PROJECT", arity = "0..1", descriptionKey = "costs.project")
  private @Nullable String project;

  @Option(names = "--by", paramLabel = "provider|shot|step", descriptionKey = "costs.by")
  private @Nullable String by;

  @Option(names = "--json", descriptionKey = "costs.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  CostsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    var view = by;
    if (view != null && !VIEWS.contains(view)) {
      throw Failure.usage("choice", "--by", view, String.join(", ", VIEWS));
    }
    if (project == null && view != null && !view.equals("provider")) {
      throw Failure.usage("costs-need-project", view);
    }
    var settings = context.settings(common);
    Workshop.requireThere(settings);
    try (var upkeep = Upkeep.open(settings)) {
      if (project == null) {
        providers(upkeep.costs(null));
        return 0;
      }
      ofProject(settings, upkeep, project, view);
    }
    return 0;
  }

  private void ofProject(Settings settings, Upkeep upkeep, String name, @Nullable String view)
      throws Exception {
    var id = ProjectName.find(Workshop.list(settings), name);
    var calls = upkeep.calls(id);
    var shots = upkeep.shotNumbers(id);
    if (view == null || view.equals("provider")) {
      providers(upkeep.costs(id));
    }
    if (view == null || view.equals("shot")) {
      shots(calls, shots);
    }
    if (view == null || view.equals("step")) {
      // Oldest first, as it was spent.
      calls.reversed().forEach(call -> call(call, shots));
    }
    total(calls);
  }

  private void providers(List<Costs.Line> lines) {
    var out = context.terminal().out();
    for (var line : lines) {
      if (json) {
        var members = members("provider", line.charged(), line.held());
        members.put("provider", line.provider());
        members.put("model", line.model());
        members.put("calls", line.calls());
        new JsonLines(out).write(members);
      } else {
        out.println(
            "%-40s %s"
                .formatted(
                    line.provider() + "/" + line.model(),
                    context
                        .words()
                        .get(
                            "costs.provider",
                            line.calls(),
                            Amounts.text(line.charged()),
                            Amounts.text(line.held()))));
      }
    }
    if (lines.isEmpty() && !json) {
      out.println(context.words().get("costs.none"));
    }
  }

  private void shots(List<StepCosts.Line> calls, Map<String, Integer> shots) {
    var ofShot = new TreeMap<Integer, List<StepCosts.Line>>();
    for (var call : calls) {
      ofShot.computeIfAbsent(number(call, shots), _ -> new ArrayList<>()).add(call);
    }
    var out = context.terminal().out();
    ofShot.forEach(
        (shot, lines) -> {
          for (var sum : Amounts.sums(lines.stream().map(CostsCommand::charged).toList())) {
            if (json) {
              var members = members("shot", sum, null);
              members.put("shot", shot == 0 ? null : shot);
              members.put("calls", lines.size());
              new JsonLines(out).write(members);
            } else {
              var words = context.words();
              out.println(
                  "%-40s %s"
                      .formatted(
                          shot == 0 ? words.get("costs.film") : words.get("costs.shot", shot),
                          words.get("costs.calls", lines.size(), Amounts.text(sum))));
            }
          }
        });
  }

  private void call(StepCosts.Line call, Map<String, Integer> shots) {
    var out = context.terminal().out();
    int shot = number(call, shots);
    if (json) {
      var members = members("call", call.charged(), null);
      members.put("attempt", call.attempt());
      members.put("step", call.step());
      members.put("shot", shot == 0 ? null : shot);
      members.put("role", call.role() == null ? null : call.role().toLowerCase(Locale.ROOT));
      members.put("number", call.number());
      members.put("provider", call.provider());
      members.put("model", call.model());
      members.put("state", call.state().name().toLowerCase(Locale.ROOT));
      members.put("quotedMicros", call.quoted().micros());
      members.put("job", call.job());
      members.put("at", call.intendedAt().toString());
      new JsonLines(out).write(members);
      return;
    }
    var words = context.words();
    var kind = words.get("step." + kind(call.role()));
    var name = shot == 0 ? kind : words.get("step.of-shot", shot, kind);
    var charged = call.charged();
    out.println(
        "%-22s %2d  %-32s %-10s %s"
            .formatted(
                name,
                call.number(),
                call.provider() + "/" + call.model(),
                words.get("attempt." + call.state().name()),
                charged == null
                    ? words.get("costs.open", Amounts.text(call.quoted()))
                    : Amounts.text(charged)));
  }

  /// What a call was for. Planning fills no slot and goes by the name of the cut, for which nobody
  /// is called.
  private static String kind(@Nullable String role) {
    if (role == null) {
      return "GONE";
    }
    return switch (SlotRole.valueOf(role)) {
      case START_FRAME, IMAGE -> "FRAME";
      case END_FRAME -> "END_FRAME";
      case CLIP -> "CLIP";
      case NARRATION -> "NARRATION";
      case MUSIC -> "MUSIC";
      case CUT -> "PLAN";
    };
  }

  private void total(List<StepCosts.Line> calls) {
    var charged = Amounts.sums(calls.stream().map(CostsCommand::charged).toList());
    var open =
        Amounts.sums(
            calls.stream()
                .filter(call -> call.charged() == null && call.state().isOpen())
                .map(StepCosts.Line::quoted)
                .toList());
    var out = context.terminal().out();
    if (!json) {
      out.println(context.words().get("costs.total", Amounts.text(charged), Amounts.text(open)));
      return;
    }
    for (var sum : charged) {
      var held =
          open.stream()
              .filter(each -> each.currency().equals(sum.currency()))
              .findFirst()
              .orElse(Money.zero(sum.currency()));
      new JsonLines(out).write(members("total", sum, held));
    }
  }

  private static Money charged(StepCosts.Line call) {
    var charged = call.charged();
    return charged == null ? Money.zero(call.quoted().currency()) : charged;
  }

  private static int number(StepCosts.Line call, Map<String, Integer> shots) {
    return call.shot() == null ? 0 : shots.getOrDefault(call.shot(), 0);
  }

  private static Map<String, @Nullable Object> members(
      String event, @Nullable Money charged, @Nullable Money held) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("event", event);
    members.put("chargedMicros", charged == null ? null : charged.micros());
    if (held != null) {
      members.put("heldMicros", held.micros());
    }
    members.put("currency", charged == null ? null : charged.currency().getCurrencyCode());
    return members;
  }
}
