package dev.reelwright.provider.google;

import dev.reelwright.project.Format;
import java.util.Comparator;
import java.util.List;

/// The shapes of pictures, as Google names them: `16:9`.
final class Shapes {
  private static final List<String> COMMON = List.of("16:9", "9:16", "1:1", "4:3", "3:4", "21:9");

  private Shapes() {}

  static String name(Format format) {
    return nearest(format, COMMON);
  }

  /// The shape among those offered that is nearest to a format.
  static String nearest(Format format, List<String> offered) {
    double wished = Math.log((double) format.widthPixels() / format.heightPixels());
    return offered.stream()
        .min(Comparator.comparingDouble(name -> Math.abs(Math.log(ratio(name)) - wished)))
        .orElseThrow(() -> new IllegalStateException("no shape is offered"));
  }

  /// Width by height of a named shape.
  static double ratio(String name) {
    int colon = name.indexOf(':');
    return Double.parseDouble(name.substring(0, colon))
        / Double.parseDouble(name.substring(colon + 1));
  }
}
