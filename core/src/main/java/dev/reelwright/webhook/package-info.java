/// Where to tell others of events, and each message on its way there. It promises that a message is
/// written down before it is sent, once per webhook and event, and kept when it cannot be
/// delivered; it sends nothing itself.
@NullMarked
package dev.reelwright.webhook;

import org.jspecify.annotations.NullMarked;
