package dev.reelwright.bench;

import java.nio.file.Path;
import java.util.List;

/// `reel bench NAME`: exits with 0 when every row that is a bar holds, 1 when one does not, 2 when
/// there is no such benchmark.
public final class Bench {
  private Bench() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 1 || !args[0].equals("make")) {
      System.err.println("Usage: reel bench make");
      System.exit(2);
    }
    var launcher = Path.of(System.getProperty("reelwright.launcher", "./reel")).toAbsolutePath();
    List<Row> rows = new MakeBench(launcher).run();
    System.out.print(Row.table(rows));
    long missed = rows.stream().filter(row -> row.isBar() && !row.holds()).count();
    long bars = rows.stream().filter(Row::isBar).count();
    System.out.printf("bench make: %d of %d bars hold%n", bars - missed, bars);
    System.exit(missed == 0 ? 0 : 1);
  }
}
