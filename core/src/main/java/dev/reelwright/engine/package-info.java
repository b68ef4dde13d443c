/// Runs and steps, and the three loops that carry them: director, dispatcher, worker. The domain
/// tables are the truth; a lost row of the scheduler costs a moment, never a take.
@NullMarked
package dev.reelwright.engine;

import org.jspecify.annotations.NullMarked;
