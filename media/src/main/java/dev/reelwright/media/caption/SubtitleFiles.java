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
