/// Ports to the media toolbox: probing files and finishing a cut. The server module wires them.
@NullMarked
package dev.reelwright.finish;

import org.jspecify.annotations.NullMarked;
