package dev.reelwright.storyboard;

import dev.reelwright.store.Ids;

/// Identity of a scene, a canonical lower-case UUID.
public record SceneId(String value) {
  public SceneId {
    Ids.requireUuid(value);
  }

  public static SceneId fresh() {
    return new SceneId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
