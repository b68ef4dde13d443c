package dev.reelwright.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in our own words: picocli's are English only.
///
/// @param key of the catalogue
record UsageFault(String key, List<String> parts) {
  UsageFault {
    parts = List.copyOf(parts);
  }

  static UsageFault of(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException stray ->
          new UsageFault(
              stray.isUnknownOption() ? "usage.unknown-option" : "usage.stray",
              List.of(stray.getUnmatched().getFirst()));
      case MissingParameterException missing when !missing.getMissing().isEmpty() -> {
        var first = missing.getMissing().getFirst();
        yield new UsageFault(
            first.isOption() ? "usage.needs-value" : "usage.missing", List.of(name(first)));
      }
      case OverwrittenOptionException twice ->
          new UsageFault("usage.twice", List.of(name(twice.getOverwritten())));
      default -> ofValue(e, e.getArgSpec(), e.getValue());
    };
  }

  private static UsageFault ofValue(
      ParameterException e, @Nullable ArgSpec argument, @Nullable String value) {
    return argument == null || value == null
        ? new UsageFault("usage.other", List.of(String.valueOf(e.getMessage())))
        : new UsageFault("usage.value", List.of(name(argument), value));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  String what(Words words) {
    return words.get(key, parts.toArray());
  }
}
