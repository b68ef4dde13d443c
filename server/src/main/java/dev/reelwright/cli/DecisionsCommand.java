package dev.reelwright.cli;

import dev.reelwright.engine.Question;
import dev.reelwright.wiring.Upkeep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `reel decisions`: calls of which nobody knows whether they were paid.
@Command(name = "decisions", sortOptions = false)
final class DecisionsCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", descriptionKey = "decisions.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  DecisionsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    try (var upkeep = Upkeep.open(context.settings(common))) {
      var questions = upkeep.questions();
      if (questions.isEmpty() && !json) {
        context.terminal().out().println(context.words().get("decisions.none"));
      }
      questions.forEach(this::show);
      return 0;
    }
  }

  private void show(Question question) {
    var out = context.terminal().out();
    if (json) {
      new JsonLines(out).write(members(question));
      return;
    }
    var words = context.words();
    out.println(
        words.get(
            "decisions.line",
            question.attempt().value(),
            question.stage(),
            question.provider() + "/" + question.model(),
            Amounts.text(question.quote()),
            question.intendedAt().toString(),
            question.project().value()));
    out.println("      " + question.why());
    out.println(
        "      → "
            + words.get(
                question.isRunOver() ? "decisions.advice.over" : "decisions.advice",
                question.attempt().value()));
  }

  private static Map<String, @Nullable Object> members(Question question) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("event", "decision");
    members.put("attempt", question.attempt().value());
    members.put("project", question.project().value());
    members.put("run", question.run().value());
    members.put("step", question.step().value());
    members.put("stage", question.stage());
    members.put("provider", question.provider());
    members.put("model", question.model());
    members.put("job", question.job());
    members.put("quotedMicros", question.quote().micros());
    members.put("currency", question.quote().currency().getCurrencyCode());
    members.put("at", question.intendedAt().toString());
    members.put("why", question.why());
    members.put(
        "verdicts",
        question.isRunOver() ? List.of("lost", "look") : List.of("again", "lost", "look"));
    return members;
  }
}
