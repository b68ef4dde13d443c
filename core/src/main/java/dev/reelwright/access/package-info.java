/// People and their keys: who may use this installation. A key is shown once, when it is made; only
/// its hash is kept. Knows nothing of HTTP.
@NullMarked
package dev.reelwright.access;

import org.jspecify.annotations.NullMarked;
