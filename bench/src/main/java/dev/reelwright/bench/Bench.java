package dev.reelwright.bench;

import java.nio.file.Path;
import java.util.List;

/// `reel bench NAME`: exits with 0 when every row that is a bar holds, 1 when one does not, 2 when
/// there is no such benchmark.
public final class Bench {
  private static final List<String> NAMES =
      List.of(
          "make",
          "kill",
          "crash",
          "http",
          "server",
          "pipeline",
          "engine",
          "finish",
          "orchestrate",
          "fleet",
          "job-kill",
          "animatic",
          "looks");

  private Bench() {}

  public static void main(String[] args) throws Exception {
    boolean isKnown = args.length > 0 && NAMES.contains(args[0]);
    if (!isKnown || (args.length > 1 && !args[0].equals("looks"))) {
      System.err.println("Usage: reel bench " + String.join("|", NAMES));
      System.err.println("       reel bench looks [PART OF A PROMPT'S NAME ...]");
      System.exit(2);
    }
    var launcher = Path.of(System.getProperty("reelwright.launcher", "./reel")).toAbsolutePath();
    List<Row> rows =
        switch (args[0]) {
          case "make" -> new MakeBench(launcher).run();
          case "kill" -> new KillBench(launcher).run();
          case "crash" -> new CrashBench(launcher).run();
          case "http" -> new HttpBench(launcher).run();
          case "pipeline" -> new PipelineBench(launcher).run();
          case "finish" -> new FinishBench(launcher).run();
          case "orchestrate" -> new OrchestrateBench(launcher).run();
          case "fleet" -> new FleetBench(launcher).run();
          case "job-kill" -> new JobKillBench(launcher).run();
          case "engine" -> new EngineBench(launcher).run();
          case "animatic" -> new AnimaticBench(launcher).run();
          case "looks" -> new LooksBench(launcher, List.of(args).subList(1, args.length)).run();
          default -> new ServerBench(launcher).run();
        };
    System.out.print(Row.table(rows));
    long missed = rows.stream().filter(row -> row.isBar() && !row.holds()).count();
    long bars = rows.stream().filter(Row::isBar).count();
    System.out.printf("bench %s: %d of %d bars hold%n", args[0], bars - missed, bars);
    System.exit(missed == 0 ? 0 : 1);
  }
}
