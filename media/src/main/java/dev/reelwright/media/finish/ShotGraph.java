package dev.reelwright.media.finish;

import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inputs and filters of one command that bring one shot into the film's format: size, rate, exact
/// length, colour, overlays. Filter strings are built from numbers only; file names travel as
/// arguments.
///
/// @param clip what the shot's clip holds, null for a gap
record ShotGraph(CutPlan.Format format, CutPlan.Fit fit, Shot shot, @Nullable ProbedFile clip) {

  /// Arguments that open the clip, then the overlays.
  List<String> inputs() {
    var arguments = new ArrayList<String>();
    var file = shot.clip();
    if (file == null || clip == null) {
      arguments.addAll(List.of("-f", "lavfi", "-i"));
      arguments.add(
          "color=c=black:s=%dx%d:r=%s,format=yuv420p"
              .formatted(format.widthPixels(), format.heightPixels(), format.rate()));
    } else {
      arguments.addAll(List.of("-threads", "2"));
      arguments.addAll(Probe.inputArguments(file, clip.format()));
    }
    for (var overlay : shot.overlays()) {
      // One picture that the overlay repeats; looping the file would decode it for every frame.
      arguments.addAll(List.of("-protocol_whitelist", "file,pipe", "-f", "png_pipe"));
      arguments.addAll(List.of("-i", "file:" + overlay.png().toAbsolutePath()));
    }
    return arguments;
  }

  int inputCount() {
    return 1 + shot.overlays().size();
  }

  /// @param firstInput number of the first of the inputs among those of the whole command
  /// @param label of the result, unique in the whole command
  String filters(int firstInput, String label) {
    var chains = new StringBuilder();
    int stream = clip == null ? 0 : clip.picture().orElseThrow().index();
    chains.append("[%d:%d]".formatted(firstInput, stream));
    chains.append(String.join(",", fitting(label)));
    for (int i = 0; i < shot.overlays().size(); i++) {
      var overlay = shot.overlays().get(i);
      var under = "%su%d".formatted(label, i);
      var over = "%so%d".formatted(label, i);
      chains.append("[%s];[%d:v]".formatted(under, firstInput + 1 + i));
      chains.append(
          "scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[%s];".formatted(over));
      chains.append(
          "[%s][%s]overlay=x=%d:y=%d:format=yuv420:enable='between(n,%d,%d)'"
              .formatted(
                  under,
                  over,
                  overlay.x(),
                  overlay.y(),
                  overlay.range().start(),
                  overlay.range().end() - 1));
    }
    return chains.append("[%s]".formatted(label)).toString();
  }

  private List<String> fitting(String label) {
    var filters = new ArrayList<String>();
    var pace = shot.pace();
    filters.add(
        pace.num() == pace.den()
            ? "setpts=PTS-STARTPTS"
            : "setpts=(PTS-STARTPTS)*%d/%d".formatted(pace.num(), pace.den()));
    var picture = clip == null ? null : clip.picture().orElseThrow();
    if (picture != null && picture.isInterlaced()) {
      filters.add("yadif");
    }
    filters.add("fps=fps=" + format.rate());
    if (shot.skip() > 0) {
      // Held frames come after the cut, so that a trim beyond the clip's end shows its last frame.
      filters.add("tpad=stop_mode=clone:stop=" + shot.skip());
      filters.add("trim=start_frame=" + shot.skip());
      filters.add("setpts=PTS-STARTPTS");
      // Shifting the time stamps forgets the rate.
      filters.add("fps=fps=" + format.rate());
    }
    if (picture != null) {
      filters.addAll(new FrameFit(format, fit, picture).filters(label));
    }
    filters.add("setsar=1");
    filters.add(
        "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv:"
            + "field_mode=prog");
    filters.add("tpad=stop_mode=clone:stop=-1");
    filters.add("trim=end_frame=" + shot.frames());
    return filters;
  }
}
