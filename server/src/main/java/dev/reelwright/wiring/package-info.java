/// Puts the parts together with `new`; the only place that knows them all.
@NullMarked
package dev.reelwright.wiring;

import org.jspecify.annotations.NullMarked;
