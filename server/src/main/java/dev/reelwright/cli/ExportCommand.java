package dev.reelwright.cli;

import dev.reelwright.desk.Refusal;
import dev.reelwright.http.studio.Exports;
import dev.reelwright.wiring.Upkeep;
import dev.reelwright.wiring.Workshop;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reel export`: a film for an editor program, with its media; also while a server works.
@Command(name = "export", sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "PROJECT", descriptionKey = "export.project")
  private String project = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "zip",
      descriptionKey = "export.format")
  private String format = "zip";

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "export.out")
  private @Nullable Path out;

  @Option(names = "--force", descriptionKey = "export.force")
  private boolean force;

  @Option(names = "--json", descriptionKey = "export.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  ExportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    var kind =
        Exports.Kind.of(format)
            .orElseThrow(
                () ->
                    Failure.usage(
                        "choice",
                        "--format",
                        format,
                        Arrays.stream(Exports.Kind.values())
                            .map(Exports.Kind::word)
                            .collect(Collectors.joining(", "))));
    var settings = context.settings(common);
    Workshop.requireThere(settings);
    var id = ProjectName.find(Workshop.list(settings), project);
    try (var upkeep = Upkeep.open(settings)) {
      var target = target(id.value(), kind);
      if (Files.exists(target) && !force) {
        throw Failure.usage("out-exists", target);
      }
      var prepared = upkeep.export(id, kind, mediaBeside(target));
      write(prepared, target);
      tell(target);
    } catch (Refusal e) {
      throw Failure.usage("export-refused", e.reason());
    }
    return 0;
  }

  private Path target(String id, Exports.Kind kind) {
    var wished = out;
    return (wished == null
            ? Path.of("film-" + id.substring(id.length() - 8) + "." + kind.ending())
            : wished)
        .toAbsolutePath()
        .normalize();
  }

  /// `film.fcpxml` has its media in `film-media`.
  private static Path mediaBeside(Path target) {
    var name = String.valueOf(target.getFileName());
    int dot = name.lastIndexOf('.');
    return target.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-media");
  }

  private void write(Exports.Prepared prepared, Path target) throws Failure, InterruptedException {
    var part = target.resolveSibling(".reel-" + UUID.randomUUID() + ".tmp");
    try {
      try {
        try (var file = new BufferedOutputStream(Files.newOutputStream(part))) {
          prepared.write(file);
        }
        if (force) {
          Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.move(part, target);
        }
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw Failure.of("out-unwritable", e, target, OutputFile.reason(e));
    }
  }

  private void tell(Path target) throws IOException {
    var terminal = context.terminal().out();
    if (json) {
      new JsonLines(terminal)
          .write("export", "file", target.toString(), "bytes", Files.size(target));
    } else {
      terminal.println(context.words().get("export.made", target));
    }
  }
}
