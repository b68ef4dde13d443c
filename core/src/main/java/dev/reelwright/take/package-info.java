/// Takes and the slots they fill. A slot is satisfied by its selected take; only an explicit act
/// empties it.
@NullMarked
package dev.reelwright.take;

import org.jspecify.annotations.NullMarked;
