package dev.reelwright.cli;

import static java.util.Objects.requireNonNull;

import dev.reelwright.wiring.Workshop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `reel make`: one prompt in, one video out.
@Command(name = "make", resourceBundle = Words.BUNDLE, sortOptions = false)
final class MakeCommand implements Callable<Integer> {
  private static final long USUAL_SECONDS = 60;

  /// What a project keeps from its order.
  private static final List<String> DECIDED =
      List.of("--seconds", "--aspect", "--style", "--voice", "--captions", "--music", "--seed");

  private final Context context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PROMPT", arity = "0..*", descriptionKey = "make.prompt")
  private List<String> prompt = new ArrayList<>();

  @Option(names = "--script", paramLabel = "FILE", descriptionKey = "make.script")
  private @Nullable Path script;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "make.out")
  private @Nullable Path out;

  @Option(names = "--force", descriptionKey = "make.force")
  private boolean force;

  @Option(names = "--seconds", paramLabel = "N", descriptionKey = "make.seconds")
  private @Nullable String seconds;

  @Option(
      names = "--aspect",
      paramLabel = "W:H",
      defaultValue = "16:9",
      descriptionKey = "make.aspect")
  private String aspect = "16:9";

  @Option(
      names = "--style",
      paramLabel = "TEXT",
      defaultValue = "cinematic",
      descriptionKey = "make.style")
  private String style = "cinematic";

  @Option(
      names = "--voice",
      paramLabel = "on|off",
      defaultValue = "on",
      descriptionKey = "make.voice")
  private String voice = "on";

  @Option(
      names = "--captions",
      paramLabel = "on|off",
      defaultValue = "on",
      descriptionKey = "make.captions")
  private String captions = "on";

  @Option(
      names = "--music",
      paramLabel = "on|off",
      defaultValue = "on",
      descriptionKey = "make.music")
  private String music = "on";

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "make.seed")
  private @Nullable String seed;

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
    if (resume != null && (!prompt.isEmpty() || script != null)) {
      throw Failure.usage("resume-and-prompt");
    }
    if (resume != null) {
      refuseDecided();
    }
    var options = resume == null ? MakeOptions.check(given()) : null;
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
        var workshop = Workshop.open(settings)) {
      var job = new MakeJob(context, workshop, output, json, stop, common.data);
      return options == null ? job.resume(requireNonNull(resume)) : job.make(options);
    }
  }

  private void refuseDecided() throws Failure {
    for (var option : DECIDED) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw Failure.usage("resume-and-option", option);
      }
    }
  }

  private MakeOptions.Given given() {
    return new MakeOptions.Given(
        prompt, script, aspect, seconds, style, voice, captions, music, seed);
  }
}
