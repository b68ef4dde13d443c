package dev.reelwright.cli;

import dev.reelwright.wiring.RunView;
import java.time.Duration;

/// Shows how far a run is. Called from one thread with ever newer snapshots.
interface Display {
  void show(RunView view, Duration elapsed);

  /// Leaves the terminal as an ordinary program would; nothing is shown after it.
  void close();
}
