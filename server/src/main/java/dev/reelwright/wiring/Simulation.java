package dev.reelwright.wiring;

import dev.reelwright.provider.simulator.Counter;
import dev.reelwright.provider.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// The simulated provider, for the command line.
public final class Simulation implements AutoCloseable {
  private final Simulator simulator;

  private Simulation(Simulator simulator) {
    this.simulator = simulator;
  }

  /// @param port 0 for any that is free
  /// @param jobLength how long each job takes
  /// @throws IOException when the port is taken
  public static Simulation start(int port, Duration jobLength) throws IOException {
    var simulator = Simulator.start(port, InstantSource.system());
    simulator.jobsTake(jobLength);
    return new Simulation(simulator);
  }

  public URI address() {
    return simulator.address();
  }

  /// What it has billed so far, in millionths of a dollar, and for how many jobs.
  public Counter counter() {
    return simulator.counter();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
