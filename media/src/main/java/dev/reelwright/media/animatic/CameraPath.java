package dev.reelwright.media.animatic;

/// How the camera moves through a shot: zoom and pan over time, less for what is far.
///
/// @param panXFrom shift of the frame at the hero's depth at the start, frame pixels
record CameraPath(
    double zoomFrom,
    double zoomTo,
    double panXFrom,
    double panXTo,
    double panYFrom,
    double panYTo,
    double focusX,
    double focusY) {
  static CameraPath of(Stage stage) {
    double x = stage.width() * 0.5;
    double y = stage.height() * 0.56;
    double across = stage.width() * 0.05;
    double down = stage.height() * 0.045;
    double closer =
        stage.spec().motifs().isEmpty() && stage.spec().framing().equals("close") ? 0.22 : 0;
    CameraPath path = plain(stage, x, y, across, down);
    return new CameraPath(
        path.zoomFrom + closer,
        path.zoomTo + closer,
        path.panXFrom,
        path.panXTo,
        path.panYFrom,
        path.panYTo,
        x,
        y);
  }

  private static CameraPath plain(Stage stage, double x, double y, double across, double down) {
    return switch (stage.spec().camera()) {
      case "push_in" -> new CameraPath(1, 1.17, 0, 0, 0, 0, x, y);
      case "pull_out" -> new CameraPath(1.17, 1, 0, 0, 0, 0, x, y);
      case "pan_left" -> new CameraPath(1.05, 1.05, across, -across, 0, 0, x, y);
      case "pan_right" -> new CameraPath(1.05, 1.05, -across, across, 0, 0, x, y);
      case "tilt_up" -> new CameraPath(1.06, 1.06, 0, 0, down, -down, x, y);
      case "tilt_down" -> new CameraPath(1.06, 1.06, 0, 0, -down, down, x, y);
      case "static" -> new CameraPath(1.01, 1.01, 0, 0, 0, 0, x, y);
      default -> new CameraPath(1.03, 1.07, -across * 0.45, across * 0.45, 0, 0, x, y);
    };
  }

  Plane.View view(Layer layer, double seconds, double moment) {
    double share = Dice.ease(Math.clamp(moment, 0.0, 1.0));
    double near = layer.depth();
    double zoom = zoomFrom + (zoomTo - zoomFrom) * share;
    double scale = 1 + (zoom - 1) * (0.3 + 0.7 * near);
    double panX = (panXFrom + (panXTo - panXFrom) * share) * (0.15 + 0.85 * near);
    double panY = (panYFrom + (panYTo - panYFrom) * share) * (0.3 + 0.7 * near);
    Layer.Offset own = layer.movement().at(seconds, moment);
    return new Plane.View(
        scale,
        focusX,
        focusY,
        own.x() * scale - panX,
        own.y() * scale - panY,
        own.lean(),
        own.footY());
  }
}
