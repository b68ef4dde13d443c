package dev.reelwright.production;

import java.time.Instant;

/// When a row was made and last changed.
public record Stamps(Instant createdAt, Instant updatedAt) {}
