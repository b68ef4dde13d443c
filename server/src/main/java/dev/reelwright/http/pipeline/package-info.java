/// The pipeline surface (`/api/generate`, `/api/projects…`): wire records, their mapping to the
/// domain and back, and its state words. It owns no rules and no tables.
@NullMarked
package dev.reelwright.http.pipeline;

import org.jspecify.annotations.NullMarked;
