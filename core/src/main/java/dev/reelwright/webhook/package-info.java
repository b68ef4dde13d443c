/// Where to tell others of events, and each message on its way there. It promises that a message is
/// written down before it is sent, once per webhook and event, that those of one webhook arrive in
/// the order of their events, and that it is kept when it cannot be delivered. How a request goes
/// out is a port.
@NullMarked
package dev.reelwright.webhook;

import org.jspecify.annotations.NullMarked;
