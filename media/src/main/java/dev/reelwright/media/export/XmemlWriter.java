package dev.reelwright.media.export;

import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Fade;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Source;
import dev.reelwright.media.timeline.Timecode;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.media.timeline.Timeline.Item;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The XML of Final Cut Pro 7, version 5 (Apple's "Final Cut Pro XML Interchange Format"), which
/// Premiere Pro imports. A clip beside a fade says -1 for that end, as Final Cut did; its in and
/// out points then reach to the end of the fade.
public final class XmemlWriter implements TimelineWriter {
  private static final int NTSC_DENOMINATOR = 1001;

  @Override
  public void write(Timeline timeline, Appendable out) throws IOException {
    new Document(timeline, out).write();
  }

  private static final class Document {
    private final Timeline timeline;
    private final XmlText xml;
    private final Set<String> described = new HashSet<>();
    private int items;

    Document(Timeline timeline, Appendable out) throws IOException {
      this.timeline = timeline;
      this.xml = new XmlText(out, "xmeml");
    }

    void write() throws IOException {
      xml.element(
          "xmeml",
          () -> xml.element("sequence", this::sequence, "id", "sequence-1"),
          "version",
          "5");
      xml.end();
    }

    private void sequence() throws IOException {
      xml.text("name", timeline.name());
      xml.text("duration", timeline.frames());
      rate(timeline.rate());
      xml.element(
          "timecode",
          () -> {
            rate(timeline.rate());
            xml.text("string", Timecode.counting(timeline.rate()).of(0));
            xml.text("frame", 0);
            xml.text("displayformat", "NDF");
          });
      xml.element(
          "media",
          () -> {
            xml.element("video", this::video);
            xml.element("audio", this::audio);
          });
      for (var marker : timeline.markers()) {
        xml.element(
            "marker",
            () -> {
              xml.text("name", marker.name());
              xml.text("comment", marker.comment());
              xml.text("in", marker.frame());
              xml.text("out", -1);
            });
      }
    }

    private void video() throws IOException {
      xml.element(
          "format",
          () ->
              xml.element(
                  "samplecharacteristics",
                  () -> {
                    rate(timeline.rate());
                    picture(timeline.widthPixels(), timeline.heightPixels());
                    xml.text("fielddominance", "none");
                  }));
      xml.element("track", this::pictures);
    }

    private void pictures() throws IOException {
      @Nullable Fade into = null;
      var items = timeline.items();
      for (int i = 0; i < items.size(); i++) {
        switch (items.get(i)) {
          case Item.Gap _ -> into = null;
          case Item.Faded(var fade) -> {
            into = fade;
            transition(fade);
          }
          case Item.Shown(var clip) -> {
            var outOf =
                i + 1 < items.size() && items.get(i + 1) instanceof Item.Faded(var fade)
                    ? fade
                    : null;
            clip(clip, into, outOf);
            into = null;
          }
        }
      }
    }

    private void clip(Clip clip, @Nullable Fade into, @Nullable Fade outOf) throws IOException {
      var early = into == null ? 0 : into.before();
      var late = outOf == null ? 0 : outOf.after();
      var from = clip.from() - early;
      xml.element(
          "clipitem",
          () -> {
            xml.text("name", clip.name());
            xml.text("duration", clip.source().frames());
            rate(timeline.rate());
            xml.text("start", into == null ? clip.range().start() : -1);
            xml.text("end", outOf == null ? clip.range().end() : -1);
            xml.text("in", from);
            xml.text("out", from + early + clip.range().length() + late);
            file(clip.source());
            notes(clip);
          },
          "id",
          nextId());
    }

    private void notes(Clip clip) throws IOException {
      if (clip.notes().isEmpty()) {
        return;
      }
      xml.element(
          "logginginfo",
          () -> {
            xml.text("description", clip.notes().getOrDefault("prompt", ""));
            xml.text("lognote", clip.notes().getOrDefault("model", ""));
          });
    }

    private void transition(Fade fade) throws IOException {
      xml.element(
          "transitionitem",
          () -> {
            xml.text("start", fade.start());
            xml.text("end", fade.cut() + fade.after());
            xml.text("alignment", "center");
            rate(timeline.rate());
            xml.element(
                "effect",
                () -> {
                  xml.text("name", "Cross Dissolve");
                  xml.text("effectid", "Cross Dissolve");
                  xml.text("effectcategory", "Dissolve");
                  xml.text("effecttype", "transition");
                  xml.text("mediatype", "video");
                });
          });
    }

    private void audio() throws IOException {
      xml.text("numOutputChannels", 2);
      xml.element(
          "format",
          () ->
              xml.element(
                  "samplecharacteristics",
                  () -> {
                    xml.text("depth", 16);
                    xml.text("samplerate", 48_000);
                  }));
      var heard = timeline.clips().stream().filter(Clip::isHeard).toList();
      if (!heard.isEmpty()) {
        sounds(heard);
      }
      var sounds = SoundLanes.of(timeline);
      var lanes = sounds.stream().mapToInt(SoundLanes.Placed::lane).max().orElse(0);
      for (int lane = 1; lane <= lanes; lane++) {
        var track = lane;
        sounds(
            sounds.stream()
                .filter(sound -> sound.lane() == track)
                .map(SoundLanes.Placed::clip)
                .toList());
      }
    }

    /// A track holds one channel, so what has two takes two tracks.
    private void sounds(List<Clip> clips) throws IOException {
      var channels =
          clips.stream().mapToInt(clip -> Math.min(2, clip.source().channels())).max().orElse(1);
      for (int channel = 1; channel <= channels; channel++) {
        var wanted = channel;
        xml.element(
            "track",
            () -> {
              for (var clip : clips) {
                if (clip.source().channels() >= wanted) {
                  sound(clip, wanted);
                }
              }
              xml.text("outputchannelindex", wanted);
            });
      }
    }

    private void sound(Clip clip, int channel) throws IOException {
      xml.element(
          "clipitem",
          () -> {
            xml.text("name", clip.name());
            xml.text("duration", clip.source().frames());
            rate(timeline.rate());
            xml.text("start", clip.range().start());
            xml.text("end", clip.range().end());
            xml.text("in", clip.from());
            xml.text("out", clip.to());
            file(clip.source());
            xml.element(
                "sourcetrack",
                () -> {
                  xml.text("mediatype", "audio");
                  xml.text("trackindex", channel);
                });
            level(clip);
          },
          "id",
          nextId());
    }

    private void level(Clip clip) throws IOException {
      if (clip.levelDecibels() == 0) {
        return;
      }
      xml.element(
          "filter",
          () ->
              xml.element(
                  "effect",
                  () -> {
                    xml.text("name", "Audio Levels");
                    xml.text("effectid", "audiolevels");
                    xml.text("effectcategory", "audiolevels");
                    xml.text("effecttype", "audiolevels");
                    xml.text("mediatype", "audio");
                    xml.element(
                        "parameter",
                        () -> {
                          xml.text("parameterid", "level");
                          xml.text("name", "Level");
                          xml.text("valuemin", 0);
                          xml.text("valuemax", "3.98109");
                          xml.text(
                              "value",
                              String.format(
                                  Locale.ROOT, "%.5f", Math.pow(10, clip.levelDecibels() / 20)));
                        });
                  }));
    }

    /// A file is described where it is met first; later it is only named.
    private void file(Source source) throws IOException {
      var id = "file-" + source.id();
      if (!described.add(source.id())) {
        xml.empty("file", "id", id);
        return;
      }
      xml.element(
          "file",
          () -> {
            xml.text("name", source.name());
            xml.text("pathurl", source.location());
            var picture = source.picture();
            var own = picture == null ? timeline.rate() : picture.rate();
            rate(own);
            xml.text("duration", inOwnFrames(source.frames(), own));
            xml.element(
                "media",
                () -> {
                  if (picture != null) {
                    xml.element(
                        "video",
                        () ->
                            xml.element(
                                "samplecharacteristics",
                                () -> picture(picture.widthPixels(), picture.heightPixels())));
                  }
                  if (source.channels() > 0) {
                    xml.element("audio", () -> xml.text("channelcount", source.channels()));
                  }
                });
          },
          "id",
          id);
    }

    private long inOwnFrames(long frames, FrameRate own) {
      return timeline.rate().secondsAtFrame(frames).times(own.perSecond()).rounded();
    }

    private void picture(int width, int height) throws IOException {
      xml.text("width", width);
      xml.text("height", height);
      xml.text("anamorphic", "FALSE");
      xml.text("pixelaspectratio", "square");
    }

    private void rate(FrameRate rate) throws IOException {
      var exact = rate.perSecond();
      xml.element(
          "rate",
          () -> {
            xml.text("timebase", Math.ceilDiv(exact.num(), exact.den()));
            xml.text("ntsc", exact.den() == NTSC_DENOMINATOR ? "TRUE" : "FALSE");
          });
    }

    private String nextId() {
      items++;
      return "clipitem-" + items;
    }
  }
}
