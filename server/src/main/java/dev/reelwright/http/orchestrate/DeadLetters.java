package dev.reelwright.http.orchestrate;

import dev.reelwright.http.orchestrate.JobRecord.DeadLetter;
import java.util.List;

/// The answer of `GET /orchestrate/dead-letter`.
///
/// @param count of all there are
/// @param items one page of them, oldest first
record DeadLetters(long count, List<DeadLetter> items) {
  DeadLetters {
    items = List.copyOf(items);
  }
}
