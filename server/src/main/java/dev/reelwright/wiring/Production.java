package dev.reelwright.wiring;

/// One run of one project, followed from outside.
public interface Production {
  RunView look();

  /// Stops taking up work and gives back what is at work; what is done is kept.
  void giveBack() throws InterruptedException;

  /// The finished film; only when the run is done.
  Film film();
}
