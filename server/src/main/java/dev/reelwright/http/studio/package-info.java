/// The native API under `/api/studio`: one coherent model of everything. Web studio, command line
/// and agents use nothing else.
@NullMarked
package dev.reelwright.http.studio;

import org.jspecify.annotations.NullMarked;
