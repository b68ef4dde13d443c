package dev.reelwright.store;

import java.util.Map;

/// Which database speaks on the other side. SQL is the same for both wherever that is possible.
public enum Dialect {
  SQLITE,
  POSTGRES;

  /// What the placeholders of a migration mean here.
  Map<String, String> placeholders() {
    return switch (this) {
      case SQLITE ->
          Map.of(
              "identity", "INTEGER PRIMARY KEY AUTOINCREMENT",
              "blob", "BLOB",
              "timestamp", "BIGINT");
      case POSTGRES ->
          Map.of(
              "identity", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
              "blob", "BYTEA",
              "timestamp", "TIMESTAMP WITH TIME ZONE");
    };
  }
}
