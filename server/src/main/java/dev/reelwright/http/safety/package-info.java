/// What stands between the network and the surfaces: whom the server answers, from where, to what
/// size, and which addresses it fetches from itself. Knows no surface's rules.
@NullMarked
package dev.reelwright.http.safety;

import org.jspecify.annotations.NullMarked;
