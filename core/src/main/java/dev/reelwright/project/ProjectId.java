package dev.reelwright.project;

import dev.reelwright.store.Ids;

/// Identity of a project, a canonical lower-case UUID.
public record ProjectId(String value) {
  public ProjectId {
    Ids.requireUuid(value);
  }

  public static ProjectId fresh() {
    return new ProjectId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
