package dev.reelwright.cli;

import dev.reelwright.engine.RunState;
import dev.reelwright.wiring.ProjectLine;
import dev.reelwright.wiring.Settings;
import dev.reelwright.wiring.Workshop;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `reel projects`: what there is, newest first.
@Command(name = "projects", sortOptions = false)
final class ProjectsCommand implements Callable<Integer> {
  private static final int TITLE_COLUMNS = 40;

  private final Context context;

  @Option(names = "--json", descriptionKey = "projects.json")
  private boolean json;

  @Mixin private final CommonOptions common = new CommonOptions();

  ProjectsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (json) {
      context.useJson();
    }
    var settings = context.settings(common);
    if (common.data == null && !Files.isDirectory(settings.data())) {
      return nothing(settings);
    }
    Workshop.requireThere(settings);
    context.openLog(settings);
    var projects = Workshop.list(settings);
    var out = context.terminal().out();
    if (json) {
      var lines = new JsonLines(out);
      projects.forEach(project -> lines.write(members(project)));
      return 0;
    }
    if (projects.isEmpty()) {
      return nothing(settings);
    }
    for (var project : projects) {
      out.println(line(project));
    }
    return 0;
  }

  private int nothing(Settings settings) {
    if (!json) {
      context.terminal().out().println(context.words().get("projects.none", settings.data()));
    }
    return 0;
  }

  private String line(ProjectLine project) {
    var length = project.length();
    return "%s  %-24s  %8s  %7s  %s"
        .formatted(
            MakeJob.shortId(project.id()),
            context.words().get("run." + state(project)),
            age(project.age()),
            length == null ? "-" : StepWords.clock(length),
            title(project.title()));
  }

  private static String state(ProjectLine project) {
    RunState state = project.state();
    return state == null ? "NEW" : state.name();
  }

  private static String title(String title) {
    var line = title.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= TITLE_COLUMNS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TITLE_COLUMNS - 1)) + "…";
  }

  private String age(Duration age) {
    var words = context.words();
    if (age.toDays() > 0) {
      return words.get("age.days", age.toDays());
    }
    if (age.toHours() > 0) {
      return words.get("age.hours", age.toHours());
    }
    return words.get("age.minutes", Math.max(0, age.toMinutes()));
  }

  private static Map<String, Object> members(ProjectLine project) {
    var members = new LinkedHashMap<String, Object>();
    members.put("event", "project");
    members.put("id", project.id().value());
    members.put("title", project.title());
    members.put("state", state(project));
    members.put("ageSeconds", project.age().toSeconds());
    if (project.length() != null) {
      members.put("lengthMillis", project.length().toMillis());
    }
    return members;
  }
}
