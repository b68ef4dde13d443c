package dev.reelwright.media.finish;

import dev.reelwright.media.probe.ProbedFile;
import java.util.ArrayList;
import java.util.List;

/// The filters that bring pictures of any size, shape and colour into the film's frame, in BT.709
/// and limited range.
record FrameFit(CutPlan.Format format, CutPlan.Fit fit, ProbedFile.Picture picture) {
  private static final int HIGH_DEFINITION_LINES = 720;

  /// How much smaller the picture behind the picture is blurred; nobody sees its details.
  private static final int BACKDROP_SCALE = 8;

  /// @param label that begins the names of streams in between
  List<String> filters(String label) {
    boolean fills = fit == CutPlan.Fit.FILL;
    double factor = factor(fills);
    int width = even(picture.widthPixels() * factor, format.widthPixels(), fills);
    int height = even(picture.heightPixels() * factor, format.heightPixels(), fills);
    boolean fitsExactly = width == format.widthPixels() && height == format.heightPixels();
    var filters = new ArrayList<String>();
    if (!fitsExactly && fit == CutPlan.Fit.BLUR) {
      filters.add(withBackdrop(label, width, height));
      return filters;
    }
    filters.addAll(scale(width, height));
    if (!fitsExactly) {
      filters.add(
          fills
              ? "crop=w=%d:h=%d".formatted(format.widthPixels(), format.heightPixels())
              : "pad=w=%d:h=%d:x=%d:y=%d"
                  .formatted(
                      format.widthPixels(),
                      format.heightPixels(),
                      (format.widthPixels() - width) / 4 * 2,
                      (format.heightPixels() - height) / 4 * 2));
    }
    return filters;
  }

  private double factor(boolean fills) {
    double across = (double) format.widthPixels() / picture.widthPixels();
    double down = (double) format.heightPixels() / picture.heightPixels();
    return fills ? Math.max(across, down) : Math.min(across, down);
  }

  private String withBackdrop(String label, int width, int height) {
    double factor = factor(true) / BACKDROP_SCALE;
    int smallWidth = half(format.widthPixels());
    int smallHeight = half(format.heightPixels());
    var behind =
        scale(
            even(picture.widthPixels() * factor, smallWidth, true),
            even(picture.heightPixels() * factor, smallHeight, true));
    return ("split[%1$sp][%1$sq];"
            + "[%1$sp]%2$s,crop=w=%3$d:h=%4$d,gblur=sigma=5,lutyuv=y=16+(val-16)*0.6,"
            + "scale=w=%5$d:h=%6$d[%1$sr];[%1$sq]%7$s[%1$ss];"
            + "[%1$sr][%1$ss]overlay=x=%8$d:y=%9$d:format=yuv420")
        .formatted(
            label,
            String.join(",", behind),
            smallWidth,
            smallHeight,
            format.widthPixels(),
            format.heightPixels(),
            String.join(",", scale(width, height)),
            (format.widthPixels() - width) / 4 * 2,
            (format.heightPixels() - height) / 4 * 2);
  }

  private static int half(int pixels) {
    return Math.max(16, pixels / BACKDROP_SCALE / 2 * 2);
  }

  private List<String> scale(int width, int height) {
    var filters = new ArrayList<String>();
    boolean sameSize =
        picture.isDirect() && width == picture.widthPixels() && height == picture.heightPixels();
    var light = light();
    if (!light.isEmpty()) {
      if (!sameSize) {
        filters.add("scale=w=%d:h=%d".formatted(width, height));
      }
      filters.add(toneMapped(light));
      return filters;
    }
    if (!sameSize || !matrix().equals("bt709") || !isLimitedRange()) {
      filters.add(
          "scale=w=%d:h=%d:%sout_color_matrix=bt709:out_range=tv"
              .formatted(
                  width,
                  height,
                  matrix().isEmpty() ? "" : "in_color_matrix=%s:".formatted(matrix())));
    }
    filters.add("format=yuv420p");
    return filters;
  }

  /// Pictures of more light than a usual screen gives (BT.2100). Where a file says that, its
  /// colours are the wide ones of BT.2020.
  private static String toneMapped(String light) {
    return "zscale=tin="
        + light
        + ":min=2020_ncl:pin=2020:rin=limited:t=linear:npl=100,format=gbrpf32le,zscale=p=709,"
        + "tonemap=tonemap=hable:desat=0,zscale=t=709:m=709:r=limited,format=yuv420p";
  }

  /// The curve of a picture in high dynamic range, as zscale calls it; empty for others.
  private String light() {
    return switch (picture.colorTransfer()) {
      case "smpte2084" -> "smpte2084";
      case "arib-std-b67" -> "arib-std-b67";
      case null, default -> "";
    };
  }

  /// The matrix to decode colours with, empty where the stream's own word is to be trusted. Files
  /// that say nothing follow the custom: BT.709 from 720 lines up, BT.601 below.
  private String matrix() {
    var said = picture.colorSpace();
    if (said != null) {
      return said.equals("bt709") ? "bt709" : "";
    }
    if (!picture.pixelFormat().startsWith("yuv")) {
      return "";
    }
    return picture.heightPixels() >= HIGH_DEFINITION_LINES ? "bt709" : "bt601";
  }

  private boolean isLimitedRange() {
    return picture.pixelFormat().startsWith("yuv420p") && !"pc".equals(picture.colorRange());
  }

  /// @param isLeast whether the limit is the least, not the most
  private static int even(double size, int limit, boolean isLeast) {
    int rounded = (int) Math.round(size / 2) * 2;
    return isLeast ? Math.max(rounded, limit) : Math.clamp(rounded, 2, limit);
  }
}
