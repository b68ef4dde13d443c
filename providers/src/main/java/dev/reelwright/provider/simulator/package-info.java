/// A paid provider that is none: an HTTP server that takes orders for pictures and clips, works on
/// them for a while, counts what it would have billed, and breaks on demand. For trying out budgets
/// and recovery without paying; tests and benchmarks pay at its counter. It shows the pictures of
/// nobody's prompt and says so by its name.
@NullMarked
package dev.reelwright.provider.simulator;

import org.jspecify.annotations.NullMarked;
