package dev.reelwright.provider;

/// A provider's own name for a job it accepted.
public record ProviderJob(String value) {}
