/// Adapter of the simulated provider (`reel simulate`), written as one of a real, paid provider
/// would be: one request for each submit, prices as data, results checked before they are taken.
/// Its models end in what the provider can do after an answer was lost: `keyed` honours idempotency
/// keys, `findable` looks jobs up by our reference, `blind` does neither.
@NullMarked
package dev.reelwright.provider.simulated;

import org.jspecify.annotations.NullMarked;
