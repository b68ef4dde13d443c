/// Benchmarks: each starts the product as its users do, measures from outside and compares with a
/// goal.
@NullMarked
package dev.reelwright.bench;

import org.jspecify.annotations.NullMarked;
