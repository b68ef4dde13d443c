/// The command line: one class per command, each translates and delegates.
@NullMarked
package dev.reelwright.cli;

import org.jspecify.annotations.NullMarked;
