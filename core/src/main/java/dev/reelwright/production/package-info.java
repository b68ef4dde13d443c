/// A project read whole: storyboard, takes, files, runs, steps, money and names, as one immutable
/// picture of one moment. It changes nothing.
@NullMarked
package dev.reelwright.production;

import org.jspecify.annotations.NullMarked;
