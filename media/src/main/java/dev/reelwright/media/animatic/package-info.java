/// Pictures and clips drawn in Java: what people see when no generator is at hand.
@NullMarked
package dev.reelwright.media.animatic;

import org.jspecify.annotations.NullMarked;
