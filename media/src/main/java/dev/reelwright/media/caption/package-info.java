/// Cues and how they look: wrapping, drawing as transparent overlays, SRT and VTT.
@NullMarked
package dev.reelwright.media.caption;

import org.jspecify.annotations.NullMarked;
