package dev.reelwright.cli;

import static java.util.Objects.requireNonNull;

import dev.reelwright.wiring.Workshop;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `reel make`: one prompt in, one video out.
@Command(name = "make", sortOptions = false)
final class MakeCommand implements Callable<Integer> {
  private static final long USUAL_SECONDS = 60;

  private final Context context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final FilmOptions film = new FilmOptions();

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "make.out")
  private @Nullable Path out;

  @Option(names = "--force", descriptionKey = "make.force")
  private boolean force;

  @Option(names = "--budget", paramLabel = "USD", descriptionKey = "make.budget")
  private @Nullable String budget;

  @Option(names = "--resume", paramLabel = "PROJECT", descriptionKey = "make.resume")
  private @Nullable String resume;

  @Option(names = "--json", descriptionKey = "make.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  MakeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    if (resume != null) {
      film.refuseDecided(spec, "--resume");
    }
    var options = resume == null ? film.check() : null;
    var most = budget == null ? null : Amounts.dollars("--budget", budget);
    var output =
        OutputFile.check(
            out,
            force,
            options == null || options.length() == null
                ? USUAL_SECONDS
                : options.length().toSeconds());
    var settings = context.settings(common);
    if (resume != null) {
      Workshop.requireThere(settings);
    }
    context.openLog(settings);
    // Ctrl-C from here on gives work back instead of cutting it off.
    try (var stop = new StopSwitch();
        var workshop = Workshop.open(settings, context.environment())) {
      var job = new MakeJob(context, workshop, output, json, stop, common.data, most);
      return options == null ? job.resume(requireNonNull(resume)) : job.make(options);
    }
  }
}
