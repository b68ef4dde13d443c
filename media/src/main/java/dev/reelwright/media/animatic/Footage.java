package dev.reelwright.media.animatic;

/// Something that can be filmed: a picture for each moment of a shot. Thread-safe.
public interface Footage {
  /// Size of a frame for [#renderYuv], in bytes.
  int frameBytes();

  /// Renders a frame of a clip as planar yuv420p, BT.709, limited range.
  ///
  /// @param moment share of the shot, 0 its first frame, 1 its last
  /// @param out [#frameBytes] long, overwritten
  void renderYuv(double moment, byte[] out);
}
