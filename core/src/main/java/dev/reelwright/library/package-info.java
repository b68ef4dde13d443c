/// What productions share: clients, campaigns. Plain values; rules about them live where they are
/// used.
@NullMarked
package dev.reelwright.library;

import org.jspecify.annotations.NullMarked;
