package dev.reelwright.cli;

import dev.reelwright.wiring.Upkeep;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reel restore`: brings a backup back into an empty data folder.
@Command(name = "restore", sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FOLDER", descriptionKey = "restore.source")
  private Path source = Path.of("");

  @Option(names = "--json", descriptionKey = "backup.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  RestoreCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    var settings = context.settings(common);
    var made = Upkeep.restore(settings, source);
    return BackupCommand.tell(context, json, "restore", made, settings.data());
  }
}
