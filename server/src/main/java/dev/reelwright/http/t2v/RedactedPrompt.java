package dev.reelwright.http.t2v;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user's prompt as it may be stored: personal data replaced before anything is written down.
///
/// @param text with `[EMAIL_REDACTED]` and the like
/// @param hash SHA-256 of the raw prompt in UTF-8, lower-case hex
/// @param flags kinds that were found, each once
/// @param language BCP 47 tag of the raw prompt, or null
record RedactedPrompt(String text, String hash, List<String> flags, @Nullable String language) {
  RedactedPrompt {
    flags = List.copyOf(flags);
  }
}
