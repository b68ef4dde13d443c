/// What the five surfaces have in common: the picture of one production they all translate from.
/// Each surface is a package of its own below this one; none knows another.
@NullMarked
package dev.reelwright.http;

import org.jspecify.annotations.NullMarked;
