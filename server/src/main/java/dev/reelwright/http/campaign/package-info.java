/// The campaign surface (`/api/v3…`): wire records, their mapping to the domain and back, and its
/// state words. It owns no rules and no tables.
@NullMarked
package dev.reelwright.http.campaign;

import org.jspecify.annotations.NullMarked;
