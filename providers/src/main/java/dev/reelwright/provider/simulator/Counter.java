package dev.reelwright.provider.simulator;

import java.util.List;
import java.util.Map;

/// What was ordered and billed since the start.
///
/// @param jobs orders accepted
/// @param running jobs that still run
/// @param billedJobs jobs that were billed
/// @param billedMicros their sum, in millionths of a dollar
/// @param billedTwice references with more than one job that was billed or still may be
/// @param requests requests seen, by operation
public record Counter(
    int jobs,
    int running,
    int billedJobs,
    long billedMicros,
    List<String> billedTwice,
    Map<Operation, Long> requests) {
  public Counter {
    billedTwice = List.copyOf(billedTwice);
    requests = Map.copyOf(requests);
  }
}
