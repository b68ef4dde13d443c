package dev.reelwright.media.finish;

import java.util.ArrayList;
import java.util.List;

/// A part of the film that is encoded by itself, so that each frame is encoded once: what a shot
/// shows alone, or its fade into the next one.
///
/// @param shot place in the film, from 0
/// @param from first frame, counted in the shot
/// @param to the frame after the last
/// @param fadesOut whether these frames fade into the first ones of the next shot
record FilmPiece(int shot, long from, long to, boolean fadesOut) {
  /// In the order they are seen.
  static List<FilmPiece> of(CutPlan plan) {
    var pieces = new ArrayList<FilmPiece>();
    for (int shot = 0; shot < plan.shots().size(); shot++) {
      var frames = plan.shots().get(shot).frames();
      var fade = plan.shots().get(shot).fade().frames();
      pieces.add(new FilmPiece(shot, plan.sharedBefore(shot), frames - fade, false));
      if (fade > 0) {
        pieces.add(new FilmPiece(shot, frames - fade, frames, true));
      }
    }
    return pieces;
  }

  long frames() {
    return to - from;
  }

  boolean isWhole(CutPlan plan) {
    return frames() == plan.shots().get(shot).frames();
  }
}
