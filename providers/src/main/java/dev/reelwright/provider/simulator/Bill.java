package dev.reelwright.provider.simulator;

/// What the provider has to say about one job.
///
/// @param reference the caller's own name for the order
/// @param state `RUNNING`, `SUCCEEDED`, `FAILED` or `CANCELLED`
/// @param billedMicros billed so far, in millionths of a dollar
public record Bill(String job, String reference, String model, String state, long billedMicros) {}
