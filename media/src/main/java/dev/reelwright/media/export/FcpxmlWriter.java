package dev.reelwright.media.export;

import dev.reelwright.media.timeline.Caption;
import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Fade;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Marker;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Source;
import dev.reelwright.media.timeline.Stem;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.media.timeline.Timeline.Item;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// FCPXML 1.11 for Final Cut Pro and DaVinci Resolve, after the DTD of that version. Sounds,
/// markers and captions hang on the clip or gap under which they begin.
///
/// @param withNotes whether each clip carries its notes (prompt, model), as Resolve shows them
public record FcpxmlWriter(boolean withNotes) implements TimelineWriter {
  // The id of Final Cut Pro's own effect, as its exports name it.
  private static final String CROSS_DISSOLVE = "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265";
  private static final String FORMAT = "format";
  private static final String DISSOLVE = "dissolve";
  private static final int CAPTION_LANE = 1;

  @Override
  public void write(Timeline timeline, Appendable out) throws IOException {
    new Document(timeline, out).write();
  }

  private final class Document {
    private final Timeline timeline;
    private final FrameRate rate;
    private final XmlText xml;
    private final Hanging hanging;
    private final Map<Source.Picture, String> formats = new LinkedHashMap<>();

    Document(Timeline timeline, Appendable out) throws IOException {
      this.timeline = timeline;
      this.rate = timeline.rate();
      this.xml = new XmlText(out, "fcpxml");
      this.hanging = new Hanging(timeline);
    }

    void write() throws IOException {
      xml.element(
          "fcpxml",
          () -> {
            xml.element("resources", this::resources);
            xml.element(
                "library",
                () ->
                    xml.element(
                        "event",
                        () -> xml.element("project", this::sequence, "name", timeline.name()),
                        "name",
                        timeline.name()));
          },
          "version",
          "1.11");
      xml.end();
    }

    private void resources() throws IOException {
      xml.empty(
          "format",
          "id",
          FORMAT,
          "frameDuration",
          time(1),
          "width",
          Integer.toString(timeline.widthPixels()),
          "height",
          Integer.toString(timeline.heightPixels()),
          "colorSpace",
          "1-1-1 (Rec. 709)");
      for (var source : timeline.sources()) {
        format(source.picture());
      }
      if (!timeline.fades().isEmpty()) {
        xml.empty("effect", "id", DISSOLVE, "name", "Cross Dissolve", "uid", CROSS_DISSOLVE);
      }
      for (var source : timeline.sources()) {
        asset(source);
      }
    }

    private void format(Source.@Nullable Picture picture) throws IOException {
      if (picture == null || formats.containsKey(picture)) {
        return;
      }
      if (picture.widthPixels() == timeline.widthPixels()
          && picture.heightPixels() == timeline.heightPixels()
          && rate.equals(picture.rate())) {
        formats.put(picture, FORMAT);
        return;
      }
      var id = "format-" + (formats.size() + 1);
      formats.put(picture, id);
      xml.empty(
          "format",
          "id",
          id,
          "frameDuration",
          seconds(picture.rate().secondsAtFrame(1)),
          "width",
          Integer.toString(picture.widthPixels()),
          "height",
          Integer.toString(picture.heightPixels()));
    }

    private void asset(Source source) throws IOException {
      var picture = source.picture();
      boolean sounds = source.channels() > 0;
      xml.element(
          "asset",
          () ->
              xml.empty("media-rep", "kind", "original-media", "src", source.location().toString()),
          "id",
          id(source),
          "name",
          source.name(),
          "start",
          "0s",
          "duration",
          time(source.frames()),
          "hasVideo",
          picture == null ? null : "1",
          "format",
          picture == null ? null : formats.get(picture),
          "videoSources",
          picture == null ? null : "1",
          "hasAudio",
          sounds ? "1" : null,
          "audioSources",
          sounds ? "1" : null,
          "audioChannels",
          sounds ? Integer.toString(source.channels()) : null,
          "audioRate",
          sounds ? "48000" : null);
    }

    private void sequence() throws IOException {
      xml.element(
          "sequence",
          () ->
              xml.element(
                  "spine",
                  () -> {
                    for (var item : timeline.items()) {
                      item(item);
                    }
                  }),
          "format",
          FORMAT,
          "duration",
          time(timeline.frames()),
          "tcStart",
          "0s",
          "tcFormat",
          "NDF",
          "audioLayout",
          "stereo",
          "audioRate",
          "48k");
    }

    private void item(Item item) throws IOException {
      switch (item) {
        case Item.Shown(var clip) -> shown(clip);
        case Item.Gap(var range) ->
            xml.element(
                "gap",
                () -> hung(range, 0),
                "name",
                "Gap",
                "offset",
                time(range.start()),
                "start",
                "0s",
                "duration",
                time(range.length()));
        case Item.Faded(var fade) -> faded(fade);
      }
    }

    private void shown(Clip clip) throws IOException {
      var range = clip.range();
      xml.element(
          "asset-clip",
          () -> {
            note(clip);
            level(clip);
            hung(range, clip.from());
            metadata(clip);
          },
          "ref",
          id(clip.source()),
          "name",
          clip.name(),
          "offset",
          time(range.start()),
          "start",
          time(clip.from()),
          "duration",
          time(range.length()),
          "srcEnable",
          clip.source().channels() > 0 && !clip.isHeard() ? "video" : null,
          "format",
          formats.get(clip.source().picture()),
          "tcFormat",
          "NDF",
          "audioRole",
          clip.isHeard() ? "effects" : null);
    }

    private void note(Clip clip) throws IOException {
      if (withNotes && !clip.notes().isEmpty()) {
        var lines =
            clip.notes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(note -> note.getKey() + ": " + note.getValue())
                .toList();
        xml.text("note", String.join("\n", lines));
      }
    }

    private void metadata(Clip clip) throws IOException {
      if (!withNotes || clip.notes().isEmpty()) {
        return;
      }
      xml.element(
          "metadata",
          () -> {
            for (var note :
                clip.notes().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
              xml.empty(
                  "md",
                  "key",
                  "dev.reelwright." + note.getKey(),
                  "value",
                  note.getValue(),
                  "type",
                  "string",
                  "displayName",
                  note.getKey());
            }
          });
    }

    private void level(Clip clip) throws IOException {
      if (clip.isHeard() && clip.levelDecibels() != 0) {
        xml.empty(
            "adjust-volume", "amount", String.format(Locale.ROOT, "%.1fdB", clip.levelDecibels()));
      }
    }

    private void faded(Fade fade) throws IOException {
      xml.element(
          "transition",
          () -> xml.empty("filter-video", "ref", DISSOLVE, "name", "Cross Dissolve"),
          "name",
          "Cross Dissolve",
          "offset",
          time(fade.start()),
          "duration",
          time(fade.frames()));
    }

    /// What begins under an item of the spine, in the item's own time.
    ///
    /// @param from the frame of the item's own time at which it begins
    private void hung(FrameRange range, long from) throws IOException {
      long shift = from - range.start();
      for (var sound : hanging.sounds(range)) {
        sound(sound, shift);
      }
      for (var caption : hanging.captions(range)) {
        caption(caption, shift);
      }
      for (var marker : hanging.markers(range)) {
        marker(marker, shift);
      }
    }

    private void sound(SoundLanes.Placed sound, long shift) throws IOException {
      var clip = sound.clip();
      xml.element(
          "asset-clip",
          () -> level(clip),
          "ref",
          id(clip.source()),
          "lane",
          Integer.toString(-sound.lane()),
          "name",
          clip.name(),
          "offset",
          time(clip.range().start() + shift),
          "start",
          time(clip.from()),
          "duration",
          time(clip.range().length()),
          "srcEnable",
          clip.source().picture() == null ? null : "audio",
          "audioRole",
          sound.kind() == Stem.Kind.NARRATION ? "dialogue" : "music");
    }

    private void caption(Caption caption, long shift) throws IOException {
      xml.element(
          "caption",
          () -> xml.text("text", caption.text()),
          "lane",
          Integer.toString(CAPTION_LANE),
          "offset",
          time(caption.range().start() + shift),
          "name",
          caption.text().lines().findFirst().orElse(""),
          "duration",
          time(caption.range().length()),
          "role",
          "SRT?captionFormat=SRT.en");
    }

    private void marker(Marker marker, long shift) throws IOException {
      xml.empty(
          "marker",
          "start",
          time(marker.frame() + shift),
          "duration",
          time(1),
          "value",
          marker.name(),
          "note",
          marker.comment().isEmpty() ? null : marker.comment());
    }

    private String time(long frames) {
      return frames == 0 ? "0s" : seconds(rate.secondsAtFrame(frames));
    }
  }

  /// Sounds, captions and markers by the item under which they begin. Asked in the order of the
  /// film, so each is looked at once.
  private static final class Hanging {
    private final ArrayDeque<SoundLanes.Placed> sounds;
    private final ArrayDeque<Caption> captions;
    private final ArrayDeque<Marker> markers;

    Hanging(Timeline timeline) {
      captions = new ArrayDeque<>(timeline.captions());
      markers = new ArrayDeque<>(timeline.markers());
      sounds = new ArrayDeque<>(SoundLanes.of(timeline));
    }

    List<SoundLanes.Placed> sounds(FrameRange range) {
      return taken(sounds, range, sound -> sound.clip().range().start());
    }

    List<Caption> captions(FrameRange range) {
      return taken(captions, range, caption -> caption.range().start());
    }

    List<Marker> markers(FrameRange range) {
      return taken(markers, range, Marker::frame);
    }

    private static <T> List<T> taken(
        ArrayDeque<T> waiting, FrameRange range, ToLongFunction<T> start) {
      var taken = new ArrayList<T>();
      for (var next = waiting.peek();
          next != null && start.applyAsLong(next) < range.end();
          next = waiting.peek()) {
        taken.add(waiting.remove());
      }
      return taken;
    }
  }

  private static String id(Source source) {
    return "asset-" + source.id();
  }

  private static String seconds(Rational time) {
    return time.den() == 1 ? time.num() + "s" : time + "s";
  }
}
