package dev.reelwright.media.export;

import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Fade;
import dev.reelwright.media.timeline.Timecode;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.media.timeline.Timeline.Item;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An edit decision list as CMX 3600 systems read it: the picture alone, every cut an event, every
/// fade a dissolve that begins where both pictures are seen. The format ends at 999 events; longer
/// lists go on with four digits, which today's readers take.
public record EdlWriter(boolean isDropping) implements TimelineWriter {
  private static final int REEL_LETTERS = 8;

  @Override
  public void write(Timeline timeline, Appendable out) throws IOException {
    var timecode =
        isDropping ? Timecode.dropping(timeline.rate()) : Timecode.counting(timeline.rate());
    out.append("TITLE: ").append(line(timeline.name())).append('\n');
    out.append(isDropping ? "FCM: DROP FRAME\n" : "FCM: NON-DROP FRAME\n");
    new Events(timecode, out).write(timeline);
  }

  private static final class Events {
    private final Timecode timecode;
    private final Appendable out;
    private int number;

    Events(Timecode timecode, Appendable out) {
      this.timecode = timecode;
      this.out = out;
    }

    void write(Timeline timeline) throws IOException {
      @Nullable Clip before = null;
      @Nullable Fade fade = null;
      var items = timeline.items();
      for (int i = 0; i < items.size(); i++) {
        switch (items.get(i)) {
          case Item.Gap _ -> before = null;
          case Item.Faded(var found) -> fade = found;
          case Item.Shown(var clip) -> {
            var next =
                i + 1 < items.size() && items.get(i + 1) instanceof Item.Faded(var found)
                    ? found
                    : null;
            event(clip, before, fade, next);
            before = clip;
            fade = null;
          }
        }
      }
    }

    /// A clip is seen from the first frame of the fade into it, up to the first of the fade out of
    /// it.
    private void event(Clip clip, @Nullable Clip before, @Nullable Fade into, @Nullable Fade outOf)
        throws IOException {
      long early = into == null ? 0 : into.before();
      long from = clip.from() - early;
      long start = clip.range().start() - early;
      long end = outOf == null ? clip.range().end() : outOf.start();
      number++;
      if (into != null && before != null) {
        long last = before.from() + start - before.range().start();
        line(reel(before), "C   ", last, last, start, start);
        line(
            reel(clip),
            String.format(Locale.ROOT, "D %03d", into.frames()),
            from,
            from + end - start,
            start,
            end);
        remark("FROM CLIP NAME", before.name());
        remark("TO CLIP NAME", clip.name());
        remark("EFFECT NAME", into.kind().word());
      } else {
        line(reel(clip), "C   ", from, from + end - start, start, end);
        remark("FROM CLIP NAME", clip.name());
      }
      remark("SOURCE FILE", clip.source().location().toString());
      var prompt = clip.notes().get("prompt");
      if (prompt != null && !prompt.isBlank()) {
        remark("COMMENT", prompt);
      }
    }

    private void line(String reel, String kind, long from, long to, long start, long end)
        throws IOException {
      out.append(
          String.format(
              Locale.ROOT,
              "%03d  %-8s V     %-8s %s %s %s %s%n".replace("%n", "\n"),
              number,
              reel,
              kind,
              timecode.of(from),
              timecode.of(to),
              timecode.of(start),
              timecode.of(end)));
    }

    private void remark(String what, String text) throws IOException {
      out.append("* ").append(what).append(": ").append(EdlWriter.line(text)).append('\n');
    }
  }

  /// Readers take letters and digits only, at most eight; they need not be unique.
  private static String reel(Clip clip) {
    var letters = clip.source().name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return letters.isEmpty()
        ? "AX"
        : letters.substring(0, Math.min(REEL_LETTERS, letters.length()));
  }

  private static String line(String text) {
    return text.replaceAll("\\R", " ").strip();
  }
}
