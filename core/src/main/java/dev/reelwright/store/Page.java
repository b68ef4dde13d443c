package dev.reelwright.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A piece of a list.
///
/// @param next where the next page begins; empty when there is nothing more
public record Page<T>(List<T> items, Optional<PageCursor> next) {
  /// More than this is never read at once.
  public static final int MAX_LIMIT = 1000;

  public Page {
    items = List.copyOf(items);
  }

  /// Makes a page of what a query found that asked for one row more than the limit.
  public static <T> Page<T> of(List<T> found, int limit, Function<T, PageCursor> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    var items = found.subList(0, limit);
    return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
  }

  /// @throws IllegalArgumentException unless the limit lies within 1..`MAX_LIMIT`
  public static int requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must lie within 1.." + MAX_LIMIT + ": " + limit);
    }
    return limit;
  }
}
