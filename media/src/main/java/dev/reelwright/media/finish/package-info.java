/// From clips and sounds to one verified video file.
@NullMarked
package dev.reelwright.media.finish;

import org.jspecify.annotations.NullMarked;
