/// Writes a timeline in the formats of editor programs. It promises that every cut is on its frame
/// in each of them; what a format cannot say is left out and told in a remark. It reads no media.
@NullMarked
package dev.reelwright.media.export;

import org.jspecify.annotations.NullMarked;
