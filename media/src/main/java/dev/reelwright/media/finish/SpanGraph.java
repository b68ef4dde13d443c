package dev.reelwright.media.finish;

import java.util.List;

/// Some frames of a shot.
///
/// @param from first frame, counted in the shot
/// @param to the frame after the last
record SpanGraph(ShotGraph shot, long from, long to) implements PictureGraph {
  @Override
  public List<String> inputs() {
    return shot.inputs();
  }

  @Override
  public int inputCount() {
    return shot.inputCount();
  }

  @Override
  public String filters(int firstInput, String label) {
    var whole = label + "w";
    // Shifting the time stamps forgets the rate, which the next filters need to know.
    return "%s;[%s]trim=start_frame=%d:end_frame=%d,setpts=PTS-STARTPTS,fps=fps=%s[%s]"
        .formatted(shot.filters(firstInput, whole), whole, from, to, shot.format().rate(), label);
  }
}
