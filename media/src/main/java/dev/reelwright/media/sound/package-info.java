/// Sound in memory: reading and writing WAV, mixing, and the built-in music.
@NullMarked
package dev.reelwright.media.sound;

import org.jspecify.annotations.NullMarked;
