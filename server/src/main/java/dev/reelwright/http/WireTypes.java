package dev.reelwright.http;

import java.util.List;

/// The records that a surface reads and writes, for its OpenAPI document: what the scanner cannot
/// see, such as which members are always there, is read from them.
///
/// @param surface whose they are
/// @param records each with the name of its schema: that of `@Schema`, else its simple name
public record WireTypes(Surface surface, List<Class<?>> records) {
  public WireTypes {
    records = List.copyOf(records);
  }
}
