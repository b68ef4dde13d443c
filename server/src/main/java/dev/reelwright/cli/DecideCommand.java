package dev.reelwright.cli;

import dev.reelwright.engine.NotDecidable;
import dev.reelwright.engine.Verdict;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.wiring.Upkeep;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reel decide`: says what becomes of a call of which nobody knows whether it was paid. Once. A
/// server that works in the folder goes on within a few seconds.
@Command(name = "decide", sortOptions = false)
final class DecideCommand implements Callable<Integer> {
  private static final List<String> VERDICTS =
      Arrays.stream(Verdict.values())
          .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
          .toList();

  private final Context context;

  @Parameters(index = "0", paramLabel = "ATTEMPT", descriptionKey = "decide.attempt")
  private String attempt = "";

  @Parameters(index = "1", paramLabel = "again|lost|look", descriptionKey = "decide.verdict")
  private String verdict = "";

  @Option(names = "--json", descriptionKey = "decide.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  DecideCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    if (!VERDICTS.contains(verdict)) {
      throw Failure.usage("choice", "VERDICT", verdict, String.join(", ", VERDICTS));
    }
    var wanted = attempt.toLowerCase(Locale.ROOT);
    try (var upkeep = Upkeep.open(context.settings(common))) {
      var found =
          upkeep.questions().stream()
              .map(question -> question.attempt())
              .filter(id -> ProjectName.fits(id.value(), wanted))
              .toList();
      if (found.size() != 1) {
        throw Failure.of(found.isEmpty() ? "not-asked" : "many-attempts", attempt, found.size());
      }
      decide(upkeep, found.getFirst());
      return 0;
    }
  }

  private void decide(Upkeep upkeep, AttemptId id) throws Failure, IOException {
    try {
      upkeep.decide(id, Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)));
    } catch (NotDecidable e) {
      throw switch (e.reason()) {
        case NOT_ASKED -> Failure.of("not-asked", e, id.value());
        case RUN_OVER -> Failure.of("run-over", e, id.value());
      };
    }
    var out = context.terminal().out();
    if (json) {
      new JsonLines(out).write("decided", "attempt", id.value(), "verdict", verdict);
    } else {
      out.println(context.words().get("decide.done." + verdict, id.value()));
    }
  }
}
