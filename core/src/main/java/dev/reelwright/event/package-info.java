/// The append-only history of what changed hands; it feeds progress displays, streams and webhooks.
@NullMarked
package dev.reelwright.event;

import org.jspecify.annotations.NullMarked;
