package dev.reelwright.media.caption;

import java.util.List;
import java.util.Locale;

/// Writes cues as subtitle files. Times are whole milliseconds throughout, so that no rounding can
/// produce `,1000`.
public final class SubtitleFiles {
  private SubtitleFiles() {}

  /// SubRip; empty text for no cues.
  public static String srt(List<Cue> cues) {
    var out = new StringBuilder();
    for (int i = 0; i < cues.size(); i++) {
      Cue cue = cues.get(i);
      out.append(i + 1).append('\n');
      out.append(time(cue.startMillis(), ','))
          .append(" --> ")
          .append(time(cue.endMillis(), ','))
          .append('\n');
      // An arrow inside a text would be read as another time line.
      cue.lines().forEach(line -> out.append(line.replace("-->", "→")).append('\n'));
      out.append('\n');
    }
    return out.toString();
  }

  /// WebVTT, W3C candidate recommendation of 2019: `&`, `<` and `>` are escaped.
  public static String vtt(List<Cue> cues) {
    var out = new StringBuilder("WEBVTT\n\n");
    for (Cue cue : cues) {
      out.append(time(cue.startMillis(), '.'))
          .append(" --> ")
          .append(time(cue.endMillis(), '.'))
          .append('\n');
      cue.lines().forEach(line -> out.append(escaped(line)).append('\n'));
      out.append('\n');
    }
    return out.toString();
  }

  /// Advanced SubStation Alpha, version 4+, for players that draw subtitles in a style: white bold
  /// letters with a dark outline, where burnt-in captions stand.
  ///
  /// @param widthPixels of the film; all measures are in its pixels
  public static String ass(List<Cue> cues, int widthPixels, int heightPixels) {
    var area = SafeArea.of(widthPixels, heightPixels, CaptionStyle.CLASSIC);
    var out = new StringBuilder();
    out.append("[Script Info]\nScriptType: v4.00+\nWrapStyle: 2\nScaledBorderAndShadow: yes\n");
    out.append("PlayResX: %d\nPlayResY: %d\n\n".formatted(widthPixels, heightPixels));
    out.append("[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, OutlineColour,");
    out.append(" BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR,");
    out.append(" MarginV, Encoding\n");
    int side = (int) Math.round((widthPixels - area.maxWidth()) / 2);
    out.append(
        "Style: Default,Inter,%d,&H00F7FAFA,&H1E100C0C,&H41000000,-1,1,%d,%d,2,%d,%d,%d,1\n\n"
            .formatted(
                Math.round(area.fontSize()),
                Math.round(area.fontSize() * 0.13),
                Math.round(area.fontSize() * 0.06),
                side,
                side,
                Math.round(heightPixels - area.bottom())));
    out.append("[Events]\nFormat: Layer, Start, End, Style, MarginL, MarginR, MarginV, Text\n");
    for (Cue cue : cues) {
      // Times are in hundredths: an end is never before its start, nor after the next cue's start.
      out.append(
          "Dialogue: 0,%s,%s,Default,0,0,0,%s\n"
              .formatted(
                  hundredths(cue.startMillis()),
                  hundredths(cue.endMillis()),
                  String.join("\\N", cue.lines().stream().map(SubtitleFiles::plain).toList())));
    }
    return out.toString();
  }

  /// Braces would be read as orders to the player, and a backslash before some letters as well.
  private static String plain(String line) {
    return line.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}");
  }

  private static String hundredths(long millis) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d.%02d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        millis % 1_000 / 10);
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String time(long millis, char separator) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        separator,
        millis % 1_000);
  }
}
