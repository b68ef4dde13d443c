package dev.reelwright.provider;

/// What a generator is.
///
/// @param provider short name: `builtin`, `google` …
/// @param model the model it uses
/// @param lane lane that its calls go through; `local-light` and `local-heavy` are per node
/// @param idempotentSubmit whether the provider prevents a second job for the same attempt key
/// @param free whether a call costs nothing, so that an intent with unknown outcome may be sent
///   again
public record Capabilities(
    String provider, String model, String lane, boolean idempotentSubmit, boolean free) {}
