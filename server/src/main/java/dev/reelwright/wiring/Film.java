package dev.reelwright.wiring;

import dev.reelwright.ledger.Money;
import dev.reelwright.project.Format;
import java.nio.file.Path;
import java.time.Duration;

/// A finished film.
///
/// @param file where it lies in the data folder; not to be changed
/// @param cost what all calls of the project were charged
/// @param isAnimatic whether all of it was drawn on this machine
public record Film(
    Path file, String title, Duration length, Format format, Money cost, boolean isAnimatic) {}
