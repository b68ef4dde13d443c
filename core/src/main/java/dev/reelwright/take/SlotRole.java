package dev.reelwright.take;

/// What a take is for. Music and cut belong to the project, all others to a shot.
public enum SlotRole {
  START_FRAME,
  END_FRAME,
  IMAGE,
  CLIP,
  NARRATION,
  MUSIC,
  CUT;

  public boolean belongsToProject() {
    return this == MUSIC || this == CUT;
  }
}
