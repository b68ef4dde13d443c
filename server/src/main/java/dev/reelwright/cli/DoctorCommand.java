package dev.reelwright.cli;

import dev.reelwright.wiring.Checkup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `reel doctor`: what was found on this machine, and what to do about what was not.
@Command(name = "doctor", resourceBundle = Words.BUNDLE, sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", descriptionKey = "doctor.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    var findings = Checkup.of(context.settings(common));
    var words = context.words();
    var out = context.terminal().out();
    var lines = new JsonLines(out);
    for (var finding : findings) {
      var what = words.get("doctor." + finding.subject());
      // A finding is in the words of whatever found it; the advice is ours.
      var advice =
          finding.advice() == null
              ? ""
              : words.get("doctor.advice." + finding.advice(), finding.detail());
      if (json) {
        lines.write(
            "finding",
            "subject",
            finding.subject(),
            "grade",
            finding.grade().name(),
            "detail",
            finding.detail(),
            "advice",
            advice);
        continue;
      }
      out.println(
          "%-5s %-12s %s"
              .formatted(words.get("doctor.grade." + finding.grade()), what, finding.detail()));
      if (!advice.isEmpty()) {
        out.println("      → " + advice);
      }
    }
    boolean works = findings.stream().noneMatch(f -> f.grade() == Checkup.Grade.BROKEN);
    if (!json) {
      out.println(words.get(works ? "doctor.works" : "doctor.broken"));
    }
    return works ? 0 : Failure.FAILED;
  }
}
