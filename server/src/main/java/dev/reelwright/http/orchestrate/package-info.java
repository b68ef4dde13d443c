/// The orchestrate surface (`/orchestrate…`): wire records, their mapping to the domain and back,
/// and its state words. It owns no rules and no tables.
@NullMarked
package dev.reelwright.http.orchestrate;

import org.jspecify.annotations.NullMarked;
