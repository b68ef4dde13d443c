/// What a person decided on the timeline: trims, transitions, locks, captions, levels. It promises
/// that no decision overwrites a newer one unseen; it does not know how a decision is carried out.
@NullMarked
package dev.reelwright.edit;

import org.jspecify.annotations.NullMarked;
