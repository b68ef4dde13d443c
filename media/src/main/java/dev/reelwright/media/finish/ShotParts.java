package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.timeline.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The parts that a shot of a film is encoded into, so that each frame of the film is encoded once:
/// what it shows alone, as it will be in the film, and, for the fades, the frames that it shares
/// with its neighbours, nearly lossless. The clip is decoded once for all.
///
/// @param index place of the shot in the film, from 0
/// @param before frames shared with the shot before
/// @param alone frames that show nothing else
/// @param after frames shared with the shot after
/// @param key names what the parts show
record ShotParts(int index, long before, long alone, long after, String key) {
  static ShotParts of(CutPlan plan, int index, FfmpegTools tools) throws IOException {
    var shot = plan.shots().get(index);
    long before = plan.sharedBefore(index);
    long after = shot.fade().frames();
    var key =
        new PieceKey(tools)
            .with(plan.format())
            .with(plan.look())
            .with(shot.skip())
            .with(shot.pace())
            .with(shot.frames())
            .with(before)
            .with(after);
    var clip = shot.clip();
    if (clip != null) {
      key.withFile(clip);
    }
    for (var overlay : shot.overlays()) {
      key.withContent(overlay.png()).with(overlay.x()).with(overlay.y()).with(overlay.range());
    }
    return new ShotParts(index, before, shot.frames() - before - after, after, key.end());
  }

  boolean isWhole() {
    return before == 0 && after == 0;
  }

  String bodyKey() {
    return key + "-body";
  }

  String headKey() {
    return key + "-head";
  }

  String tailKey() {
    return key + "-tail";
  }

  Path body(Path scratch) {
    return scratch.resolve("shot-%05d.mp4".formatted(index + 1));
  }

  Path head(Path scratch) {
    return scratch.resolve("head-%05d.mp4".formatted(index + 1));
  }

  Path tail(Path scratch) {
    return scratch.resolve("tail-%05d.mp4".formatted(index + 1));
  }

  /// The fade out of the shot.
  Path fade(Path scratch) {
    return scratch.resolve("fade-%05d.mp4".formatted(index + 1));
  }

  boolean areHeld(PieceShelf shelf) {
    return shelf.holds(bodyKey())
        && (before == 0 || shelf.holds(headKey()))
        && (after == 0 || shelf.holds(tailKey()));
  }

  /// @return false when one is missing; some may lie in the scratch folder then
  boolean lend(PieceShelf shelf, Path scratch) throws IOException {
    return shelf.lend(bodyKey(), body(scratch))
        && (before == 0 || shelf.lend(headKey(), head(scratch)))
        && (after == 0 || shelf.lend(tailKey(), tail(scratch)));
  }

  void keep(PieceShelf shelf, Path scratch) throws IOException {
    if (before > 0) {
      shelf.keep(headKey(), head(scratch));
    }
    if (after > 0) {
      shelf.keep(tailKey(), tail(scratch));
    }
    shelf.keep(bodyKey(), body(scratch));
  }

  /// Filters that cut a whole shot into its parts, labelled `body`, `head` and `tail`.
  ///
  /// @param whole label of the shot
  String filters(String whole, FrameRate rate) {
    if (isWhole()) {
      return "[%s]null[body]".formatted(whole);
    }
    var labels = new ArrayList<String>();
    var cuts = new StringBuilder();
    labels.add("[toBody]");
    cuts.append(cut("toBody", before, before + alone, rate, "body"));
    if (before > 0) {
      labels.add("[toHead]");
      cuts.append(cut("toHead", 0, before, rate, "head"));
    }
    if (after > 0) {
      labels.add("[toTail]");
      cuts.append(cut("toTail", before + alone, before + alone + after, rate, "tail"));
    }
    return "[%s]split=%d%s%s".formatted(whole, labels.size(), String.join("", labels), cuts);
  }

  private static String cut(String from, long first, long end, FrameRate rate, String label) {
    // Shifting the time stamps forgets the rate, which the encoder needs to know.
    return ";[%s]trim=start_frame=%d:end_frame=%d,setpts=PTS-STARTPTS,fps=fps=%s[%s]"
        .formatted(from, first, end, rate, label);
  }

  /// Arguments for the outputs besides the body.
  List<String> sideOutputs(Path scratch, List<String> options) {
    var arguments = new ArrayList<String>();
    if (before > 0) {
      arguments.addAll(List.of("-map", "[head]", "-frames:v", Long.toString(before)));
      arguments.addAll(options);
      arguments.add(head(scratch).toString());
    }
    if (after > 0) {
      arguments.addAll(List.of("-map", "[tail]", "-frames:v", Long.toString(after)));
      arguments.addAll(options);
      arguments.add(tail(scratch).toString());
    }
    return arguments;
  }
}
