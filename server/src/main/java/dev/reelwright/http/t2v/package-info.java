/// The text-to-video surface (`/v1/t2v…`): wire records, their mapping to the domain and back, and
/// its state words. It owns no rules and no tables.
@NullMarked
package dev.reelwright.http.t2v;

import org.jspecify.annotations.NullMarked;
