package dev.reelwright.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with one part of a request.
///
/// @param loc where: `body`, `path` or `query`, then member names and indexes (`Integer`)
/// @param type stable word such as `missing`, `json_invalid`, `int_parsing`, `uuid_parsing`
/// @param message for people
/// @param input the offending value as it arrived, or null
public record FieldFault(List<Object> loc, String type, String message, @Nullable Object input) {
  public FieldFault {
    loc = List.copyOf(loc);
  }

  /// The member as a dotted name, without the leading `body`, `path` or `query`.
  public String field() {
    return String.join(
        ".", loc.stream().skip(loc.size() > 1 ? 1 : 0).map(Object::toString).toList());
  }
}
