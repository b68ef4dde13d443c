package dev.reelwright.media.finish;

import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import java.util.ArrayList;
import java.util.List;

/// The filters that bring one clip into the film's format: size, rate, exact length, colour,
/// overlays. Filter strings are built from numbers only; file names travel as arguments.
record ShotGraph(CutPlan.Format format, CutPlan.Shot shot, ProbedFile clip)
    implements PictureGraph {
  private static final int HIGH_DEFINITION_LINES = 720;

  /// The clip, then the overlays.
  @Override
  public List<String> inputs() {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-threads", "2"));
    arguments.addAll(Probe.inputArguments(shot.clip(), clip.format()));
    for (var overlay : shot.overlays()) {
      // One picture that the overlay repeats; looping the file would decode it for every frame.
      arguments.addAll(List.of("-protocol_whitelist", "file,pipe", "-f", "png_pipe"));
      arguments.addAll(List.of("-i", "file:" + overlay.png().toAbsolutePath()));
    }
    return arguments;
  }

  @Override
  public int inputCount() {
    return 1 + shot.overlays().size();
  }

  @Override
  public String filters(int firstInput, String label) {
    var chains = new StringBuilder();
    chains.append("[%d:%d]".formatted(firstInput, picture().index()));
    chains.append(String.join(",", fitting()));
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

  private ProbedFile.Picture picture() {
    return clip.picture().orElseThrow();
  }

  private List<String> fitting() {
    var filters = new ArrayList<String>();
    filters.add("setpts=PTS-STARTPTS");
    filters.add("fps=fps=" + format.rate());
    if (shot.skip() > 0) {
      // Held frames come after the cut, so that a trim beyond the clip's end shows its last frame.
      filters.add("tpad=stop_mode=clone:stop=" + shot.skip());
      filters.add("trim=start_frame=" + shot.skip());
      filters.add("setpts=PTS-STARTPTS");
      // Shifting the time stamps forgets the rate.
      filters.add("fps=fps=" + format.rate());
    }
    addScale(filters);
    filters.add("setsar=1");
    filters.add(
        "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv:"
            + "field_mode=prog");
    filters.add("tpad=stop_mode=clone:stop=-1");
    filters.add("trim=end_frame=" + shot.frames());
    return filters;
  }

  private void addScale(List<String> filters) {
    var picture = picture();
    double factor =
        Math.min(
            (double) format.widthPixels() / picture.widthPixels(),
            (double) format.heightPixels() / picture.heightPixels());
    int width = even(picture.widthPixels() * factor, format.widthPixels());
    int height = even(picture.heightPixels() * factor, format.heightPixels());
    boolean sameSize =
        picture.isDirect() && width == picture.widthPixels() && height == picture.heightPixels();
    if (!sameSize || !matrix().equals("bt709") || !isLimitedRange()) {
      filters.add(
          "scale=w=%d:h=%d:%sout_color_matrix=bt709:out_range=tv"
              .formatted(
                  width,
                  height,
                  matrix().isEmpty() ? "" : "in_color_matrix=%s:".formatted(matrix())));
    }
    filters.add("format=yuv420p");
    if (width != format.widthPixels() || height != format.heightPixels()) {
      filters.add(
          "pad=w=%d:h=%d:x=%d:y=%d"
              .formatted(
                  format.widthPixels(),
                  format.heightPixels(),
                  (format.widthPixels() - width) / 4 * 2,
                  (format.heightPixels() - height) / 4 * 2));
    }
  }

  /// The matrix to decode colours with, empty where the stream's own word is to be trusted. Files
  /// that say nothing follow the custom: BT.709 from 720 lines up, BT.601 below.
  private String matrix() {
    var said = picture().colorSpace();
    if (said != null) {
      return said.equals("bt709") ? "bt709" : "";
    }
    if (!picture().pixelFormat().startsWith("yuv")) {
      return "";
    }
    return picture().heightPixels() >= HIGH_DEFINITION_LINES ? "bt709" : "bt601";
  }

  private boolean isLimitedRange() {
    return picture().pixelFormat().startsWith("yuv420p") && !"pc".equals(picture().colorRange());
  }

  private static int even(double size, int limit) {
    int rounded = (int) Math.round(size / 2) * 2;
    return Math.clamp(rounded, 2, limit);
  }
}
