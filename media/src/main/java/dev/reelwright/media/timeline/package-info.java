/// Rational time and the timeline: frame rates are fractions, positions whole frames; seconds exist
/// only at the edges.
@NullMarked
package dev.reelwright.media.timeline;

import org.jspecify.annotations.NullMarked;
