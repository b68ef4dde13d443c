package dev.reelwright.http;

import java.time.Instant;

/// When a row was made and last changed.
public record Stamps(Instant createdAt, Instant updatedAt) {}
