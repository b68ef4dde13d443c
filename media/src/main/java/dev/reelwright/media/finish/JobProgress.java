package dev.reelwright.media.finish;

/// Adds up the progress of parts that run at the same time. Thread-safe.
final class JobProgress {
  private final FinishProgress listener;
  private final long[] weights;
  private final long[] done;
  private double reported;

  /// @param weights share of each part, in any unit
  JobProgress(FinishProgress listener, long[] weights) {
    this.listener = listener;
    this.weights = weights.clone();
    this.done = new long[weights.length];
  }

  /// @param amount of the part that is done, in the unit of its weight
  synchronized void advance(int part, long amount, String doing) {
    done[part] = Math.clamp(amount, 0, weights[part]);
    long sum = 0;
    long total = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += done[i];
      total += weights[i];
    }
    reported = Math.max(reported, (double) sum / total);
    listener.progressed(reported, doing);
  }

  void complete(int part, String doing) {
    advance(part, weights[part], doing);
  }

  synchronized void completeAll(String doing) {
    reported = 1;
    listener.progressed(reported, doing);
  }
}
