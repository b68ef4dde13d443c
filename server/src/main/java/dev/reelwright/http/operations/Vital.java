package dev.reelwright.http.operations;

import java.util.function.BooleanSupplier;

/// Something without which the server cannot work.
///
/// @param name as the health answer shows it
/// @param isUp looks; may block briefly; a failure counts as no
public record Vital(String name, BooleanSupplier isUp) {}
