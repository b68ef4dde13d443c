package dev.reelwright.cli;

import dev.reelwright.upkeep.Backup;
import dev.reelwright.wiring.Upkeep;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reel backup`: a copy of the data folder, also while a server works in it.
@Command(name = "backup", sortOptions = false)
final class BackupCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FOLDER", descriptionKey = "backup.target")
  private Path target = Path.of("");

  @Option(names = "--json", descriptionKey = "backup.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  BackupCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    var made = Upkeep.backup(context.settings(common), target);
    return tell(context, json, "backup", made, target);
  }

  /// @return the exit code: a copy without some of its files is not a good one
  static int tell(Context context, boolean json, String what, Backup.Made made, Path place) {
    var out = context.terminal().out();
    if (json) {
      new JsonLines(out)
          .write(
              what,
              "folder",
              place.toAbsolutePath().toString(),
              "files",
              made.files(),
              "bytes",
              made.bytes(),
              "damaged",
              made.damaged().stream().map(hash -> hash.value()).toList());
    } else {
      out.println(
          context
              .words()
              .get(what + ".made", place.toAbsolutePath(), made.files(), made.bytes() / 1_000_000));
      if (!made.damaged().isEmpty()) {
        out.println(
            context
                .words()
                .get("backup.damaged", made.damaged().size(), made.damaged().getFirst().value()));
      }
    }
    return made.damaged().isEmpty() ? 0 : Failure.FAILED;
  }
}
