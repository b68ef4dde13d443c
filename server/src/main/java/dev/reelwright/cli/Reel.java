package dev.reelwright.cli;

import dev.reelwright.wiring.LogFile;
import dev.reelwright.wiring.Settings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `reel` command. Exit codes: 0 done, 1 failed, 2 called wrongly, 130 stopped by Ctrl-C.
@Command(
    name = "reel",
    versionProvider = Reel.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class Reel implements Runnable {
  // picocli reads these two by itself.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private final CommonOptions common = new CommonOptions();

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      descriptionKey = "common.version")
  private boolean isVersionAsked;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  Reel(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    LogFile.silenceTerminal();
    var environment = System.getenv();
    System.exit(run(args, Terminal.ofProcess(environment), environment));
  }

  static int run(String[] args, Terminal terminal, Map<String, String> environment) {
    var language = language(List.of(args), environment);
    var words = Words.of(language.tag());
    var context = new Context(terminal, words, environment);
    if (language.isUnknown()) {
      return context.report(
          Failure.usage("choice", "--lang", String.valueOf(language.tag()), "en, zh"));
    }
    var commandLine =
        new CommandLine(new Reel(terminal))
            .addSubcommand(new MakeCommand(context))
            .addSubcommand(new QuoteCommand(context))
            .addSubcommand(new ProjectsCommand(context))
            .addSubcommand(new CostsCommand(context))
            .addSubcommand(new DecisionsCommand(context))
            .addSubcommand(new DecideCommand(context))
            .addSubcommand(new DoctorCommand(context))
            .addSubcommand(new ServeCommand(context))
            .addSubcommand(new KeyCommand(context))
            .addSubcommand(new SimulateCommand(context))
            .addSubcommand(new LanesCommand(context))
            .addSubcommand(new ExportCommand(context))
            .addSubcommand(new BackupCommand(context))
            .addSubcommand(new RestoreCommand(context))
            .setResourceBundle(words.bundle())
            .setUsageHelpAutoWidth(false)
            .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
            .setParameterExceptionHandler((e, _) -> explain(e, terminal, words, context))
            .setExecutionExceptionHandler((e, _, _) -> context.report(e));
    return commandLine.execute(args);
  }

  private static int explain(
      ParameterException e, Terminal terminal, Words words, Context context) {
    var command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException stray
        && command.getParent() == null
        && !stray.isUnknownOption()) {
      return context.report(Failure.usage("no-command", stray.getUnmatched().getFirst()));
    }
    terminal.err().println(words.get("error", UsageFault.of(e).what(words)));
    terminal
        .err()
        .println(
            words.get("next", words.get("usage.see", command.getCommandSpec().qualifiedName())));
    if (e instanceof UnmatchedArgumentException stray && stray.isUnknownOption()) {
      terminal.err().println(words.get("next", words.get("usage.dash")));
    }
    return Failure.USAGE;
  }

  /// The language is needed before the words are understood: errors and help are told in it.
  private static Language language(List<String> args, Map<String, String> environment) {
    for (int i = 0; i < args.size() && !args.get(i).equals("--"); i++) {
      var arg = args.get(i);
      if (arg.startsWith("--lang=")) {
        return new Language(arg.substring("--lang=".length()), true);
      }
      if (arg.equals("--lang") && i + 1 < args.size()) {
        return new Language(args.get(i + 1), true);
      }
    }
    return new Language(ofEnvironment(environment), false);
  }

  /// @param isAsked whether the user said it, rather than the system
  private record Language(@Nullable String tag, boolean isAsked) {
    boolean isUnknown() {
      return isAsked && !"en".equals(tag) && !"zh".equals(tag);
    }
  }

  private static @Nullable String ofEnvironment(Map<String, String> environment) {
    var system =
        Stream.of("REELWRIGHT_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG").map(environment::get);
    return Stream.concat(Stream.of(Settings.language(Context.home(), environment)), system)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElse(null);
  }

  @Override
  public void run() {
    spec.commandLine().usage(terminal.out());
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Reel.class.getPackage().getImplementationVersion();
      return new String[] {
        "reelwright " + (version == null ? "development" : version),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
