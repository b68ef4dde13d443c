/// The fonts that ship with the product, and how to reach Java2D on a machine without any of its
/// own. It promises that a text it hands out runs for is drawn without boxes; it does not lay text
/// out.
@NullMarked
package dev.reelwright.media.font;

import org.jspecify.annotations.NullMarked;
