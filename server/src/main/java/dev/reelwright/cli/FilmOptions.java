package dev.reelwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a film is about and how it is made: the words that `make` and `quote` share.
final class FilmOptions {
  /// What a project keeps from its order.
  private static final List<String> DECIDED =
      List.of(
          "--seconds",
          "--aspect",
          "--style",
          "--voice",
          "--captions",
          "--music",
          "--seed",
          "--planner",
          "--images",
          "--clips");

  @Parameters(paramLabel = "PROMPT", arity = "0..*", descriptionKey = "make.prompt")
  private List<String> prompt = new ArrayList<>();

  @Option(names = "--script", paramLabel = "FILE", descriptionKey = "make.script")
  private @Nullable Path script;

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
      paramLabel = "on|off|STYLE",
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

  @Option(names = "--planner", paramLabel = "PROVIDER/MODEL", descriptionKey = "make.planner")
  private @Nullable String planner;

  @Option(names = "--images", paramLabel = "PROVIDER/MODEL", descriptionKey = "make.images")
  private @Nullable String images;

  @Option(names = "--clips", paramLabel = "PROVIDER/MODEL", descriptionKey = "make.clips")
  private @Nullable String clips;

  /// Whether anything was said about what to tell.
  boolean hasStory() {
    return !prompt.isEmpty() || script != null;
  }

  /// @throws Failure when something is named that an existing project has decided already
  void refuseDecided(CommandSpec spec, String what) throws Failure {
    if (hasStory()) {
      throw Failure.usage("resume-and-prompt", what);
    }
    for (var option : DECIDED) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw Failure.usage("resume-and-option", option, what);
      }
    }
  }

  /// @throws Failure saying which value is wrong and what is allowed
  MakeOptions check() throws Failure {
    return MakeOptions.check(
        new MakeOptions.Given(
            prompt,
            script,
            aspect,
            seconds,
            style,
            voice,
            captions,
            music,
            seed,
            new MakeOptions.Makers(planner, images, clips)));
  }
}
