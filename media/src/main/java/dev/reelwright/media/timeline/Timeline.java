package dev.reelwright.media.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedCollection;
import java.util.stream.Stream;

/// A film as an editor sees it. Every place is a whole frame of one rate, so nothing drifts however
/// long the film is. Immutable.
///
/// @param frames length of the film; nothing lies beyond it
/// @param clips the picture, in order and without overlap; what lies between two of them is a gap
/// @param fades at cuts where one clip ends and the next begins, in order
/// @param stems sound beside the clips' own
/// @param markers in order
/// @param captions in order and without overlap
public record Timeline(
    String name,
    int widthPixels,
    int heightPixels,
    FrameRate rate,
    long frames,
    List<Clip> clips,
    List<Fade> fades,
    List<Stem> stems,
    List<Marker> markers,
    List<Caption> captions) {
  public Timeline {
    clips = List.copyOf(clips);
    fades = List.copyOf(fades);
    stems = List.copyOf(stems);
    markers = List.copyOf(markers);
    captions = List.copyOf(captions);
    demandOrder(clips.stream().map(Clip::range).toList(), "clip");
    demandOrder(captions.stream().map(Caption::range).toList(), "caption");
    demandFades(clips, fades);
    demandEnd(frames, clips.stream().map(Clip::range), "clip");
    demandEnd(
        frames, stems.stream().flatMap(stem -> stem.clips().stream()).map(Clip::range), "sound");
    demandEnd(frames, captions.stream().map(Caption::range), "caption");
  }

  /// What the picture track holds, in order and without holes.
  public sealed interface Item {
    record Shown(Clip clip) implements Item {}

    record Gap(FrameRange range) implements Item {}

    record Faded(Fade fade) implements Item {}
  }

  /// Clips and gaps one after the other, each fade between its two clips. A gap at the end fills up
  /// the film.
  public List<Item> items() {
    var items = new ArrayList<Item>();
    var fade = fades.iterator();
    var next = fade.hasNext() ? fade.next() : null;
    long at = 0;
    for (var clip : clips) {
      if (clip.range().start() > at) {
        items.add(new Item.Gap(new FrameRange(at, clip.range().start())));
      } else if (next != null && next.cut() == at && at > 0) {
        items.add(new Item.Faded(next));
        next = fade.hasNext() ? fade.next() : null;
      }
      items.add(new Item.Shown(clip));
      at = clip.range().end();
    }
    if (frames > at) {
      items.add(new Item.Gap(new FrameRange(at, frames)));
    }
    return items;
  }

  /// Every source once, in the order of its first use.
  public SequencedCollection<Source> sources() {
    var sources = new LinkedHashMap<String, Source>();
    clips.forEach(clip -> sources.putIfAbsent(clip.source().id(), clip.source()));
    for (var stem : stems) {
      stem.clips().forEach(clip -> sources.putIfAbsent(clip.source().id(), clip.source()));
    }
    return sources.sequencedValues();
  }

  private static void demandEnd(long frames, Stream<FrameRange> ranges, String what) {
    if (ranges.anyMatch(range -> range.end() > frames)) {
      throw new IllegalArgumentException(
          "a %s lies beyond the film's %d frames".formatted(what, frames));
    }
  }

  private static void demandOrder(List<FrameRange> ranges, String what) {
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).start() < ranges.get(i - 1).end()) {
        throw new IllegalArgumentException(
            "%s %d begins before the one ahead of it has ended".formatted(what, i + 1));
      }
    }
  }

  /// Every fade needs its cut, and frames of both clips around it that no other fade uses.
  private static void demandFades(List<Clip> clips, List<Fade> fades) {
    int index = 0;
    long usedUntil = 0;
    for (var fade : fades) {
      while (index < clips.size() && clips.get(index).range().end() < fade.cut()) {
        index++;
      }
      boolean isAtCut =
          index + 1 < clips.size()
              && clips.get(index).range().end() == fade.cut()
              && clips.get(index + 1).range().start() == fade.cut();
      if (!isAtCut) {
        throw new IllegalArgumentException("there is no cut at frame " + fade.cut());
      }
      var out = clips.get(index);
      var in = clips.get(index + 1);
      boolean hasFrames =
          out.to() + fade.after() <= out.source().frames()
              && in.from() >= fade.before()
              && fade.start() >= Math.max(usedUntil, out.range().start())
              && fade.cut() + fade.after() <= in.range().end();
      if (!hasFrames) {
        throw new IllegalArgumentException(
            "the clips around frame %d have not the frames for a fade".formatted(fade.cut()));
      }
      usedUntil = fade.cut() + fade.after();
    }
  }
}
