package dev.reelwright.engine;

/// Why a run failed or waits.
///
/// @param stage what was being made: `plan`, `clip of shot 7` …
/// @param code stable word: a rejection reason, `INTERNAL`, `BUDGET` …
/// @param message for people: what went wrong and what to do
public record RunError(String stage, String code, String message) {}
