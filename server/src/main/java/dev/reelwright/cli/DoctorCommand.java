package dev.reelwright.cli;

import dev.reelwright.wiring.Checkup;
import dev.reelwright.wiring.DataCheckup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `reel doctor`: what was found on this machine, and what to do about what was not. With `--data`
/// it also compares the database and the files of the data folder.
@Command(name = "doctor", sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", descriptionKey = "doctor.json")
  private boolean json;

  /// Without a folder it is the usual one; with or without, everything in it is read and compared.
  @Option(
      names = "--data",
      paramLabel = "DIR",
      arity = "0..1",
      fallbackValue = "",
      descriptionKey = "doctor.data-option")
  private @Nullable Path data;

  // Read from the words before picocli sees them; named here for the help.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--lang", paramLabel = "en|zh", descriptionKey = "common.lang")
  private @Nullable String language;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "common.help")
  private boolean isHelpAsked;

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    var options = new CommonOptions();
    options.data = data == null || data.toString().isEmpty() ? null : data;
    var settings = context.settings(options);
    var findings = new ArrayList<>(Checkup.of(settings));
    if (data != null) {
      findings.addAll(DataCheckup.of(settings));
    }
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
