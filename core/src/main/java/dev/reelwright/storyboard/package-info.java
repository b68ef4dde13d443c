/// Scenes and shots: what the video should be, before and beside any media. Positions are 0-based
/// within the parent, lengths are milliseconds. It plans nothing itself; a `Storyboarder` does.
@NullMarked
package dev.reelwright.storyboard;

import org.jspecify.annotations.NullMarked;
