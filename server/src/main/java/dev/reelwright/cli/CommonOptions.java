package dev.reelwright.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command.
final class CommonOptions {
  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "common.data")
  @Nullable Path data;

  /// Read from the words before picocli sees them, because the help is in that language too.
  @Option(names = "--lang", paramLabel = "en|zh", descriptionKey = "common.lang")
  @Nullable String language;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "common.help")
  boolean isHelpAsked;
}
