package dev.reelwright.cli;

import dev.reelwright.wiring.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `reel simulate`: a paid provider that bills nobody, until it is told to end.
@Command(name = "simulate", sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 9099;
  private static final int MOST_JOB_MILLIS = 3_600_000;

  private final Context context;

  @Option(names = "--port", paramLabel = "PORT", descriptionKey = "simulate.port")
  private @Nullable Integer port;

  @Option(names = "--job-millis", paramLabel = "N", descriptionKey = "simulate.job-millis")
  private int jobMillis = 2000;

  SimulateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    var wanted = port == null ? DEFAULT_PORT : port;
    if (wanted < 0 || wanted > 65_535) {
      throw Failure.usage("number", "--port", wanted, 0, 65_535);
    }
    if (jobMillis < 0 || jobMillis > MOST_JOB_MILLIS) {
      throw Failure.usage("number", "--job-millis", jobMillis, 0, MOST_JOB_MILLIS);
    }
    try (var simulation = Simulation.start(wanted, Duration.ofMillis(jobMillis))) {
      var out = context.terminal().out();
      out.println(context.words().get("simulate.listens", simulation.address()));
      out.println(context.words().get("simulate.use", simulation.address()));
      out.println(context.words().get("simulate.desk", simulation.address()));
      out.flush();
      // Nobody counts it down: the process ends by a signal.
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw Failure.of(
          "port-taken", e, "127.0.0.1", Integer.toString(wanted), String.valueOf(e.getMessage()));
    }
    return 0;
  }
}
