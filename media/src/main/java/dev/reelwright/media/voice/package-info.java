/// Built-in voices.
@NullMarked
package dev.reelwright.media.voice;

import org.jspecify.annotations.NullMarked;
