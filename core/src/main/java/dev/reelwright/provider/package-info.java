/// The ports to whatever makes pictures, clips, voices, music and plans. A port speaks our language
/// and knows no vendor; adapters live in the providers module.
@NullMarked
package dev.reelwright.provider;

import org.jspecify.annotations.NullMarked;
