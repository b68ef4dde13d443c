package dev.reelwright.media.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Fade;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.Marker;
import dev.reelwright.media.timeline.Source;
import dev.reelwright.media.timeline.Stem;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.media.timeline.Timeline.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// OpenTimelineIO's JSON, after the serialized schema of its release 0.17: clips butt at the middle
/// of a fade, whose transition says how far it reaches to either side.
public final class OtioWriter implements TimelineWriter {
  @Override
  public void write(Timeline timeline, Appendable out) throws IOException {
    try (var json = JsonText.generator(out)) {
      new Document(timeline, json).write();
    }
    out.append('\n');
  }

  private static final class Document {
    private final Timeline timeline;
    private final JsonGenerator json;
    private final double rate;

    Document(Timeline timeline, JsonGenerator json) {
      this.timeline = timeline;
      this.json = json;
      var exact = timeline.rate().perSecond();
      // The format knows rates as doubles only; frames stay whole numbers.
      this.rate = (double) exact.num() / exact.den();
    }

    void write() throws IOException {
      object("Timeline.1", timeline.name());
      metadata(
          Map.of(
              "width",
              Integer.toString(timeline.widthPixels()),
              "height",
              Integer.toString(timeline.heightPixels()),
              "rate",
              timeline.rate().toString()));
      json.writeFieldName("global_start_time");
      time(0);
      json.writeFieldName("tracks");
      object("Stack.1", "tracks");
      json.writeArrayFieldStart("children");
      pictures();
      for (var kind : Stem.Kind.values()) {
        var lanes = SoundLanes.of(timeline).stream().filter(sound -> sound.kind() == kind).toList();
        lanes.stream()
            .map(SoundLanes.Placed::lane)
            .distinct()
            .sorted()
            .forEachOrdered(lane -> sounds(kind, lanes, lane));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }

    private void pictures() throws IOException {
      object("Track.1", "Picture");
      json.writeStringField("kind", "Video");
      markers(timeline.markers());
      json.writeArrayFieldStart("children");
      for (var item : timeline.items()) {
        switch (item) {
          case Item.Shown(var clip) -> clip(clip);
          case Item.Gap(var range) -> gap(range.length());
          case Item.Faded(var fade) -> fade(fade);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void sounds(Stem.Kind kind, List<SoundLanes.Placed> sounds, int lane) {
      try {
        object("Track.1", kind == Stem.Kind.NARRATION ? "Narration" : "Music");
        json.writeStringField("kind", "Audio");
        json.writeArrayFieldStart("children");
        long at = 0;
        for (var sound : sounds) {
          if (sound.lane() == lane) {
            var range = sound.clip().range();
            if (range.start() > at) {
              gap(range.start() - at);
            }
            clip(sound.clip());
            at = range.end();
          }
        }
        json.writeEndArray();
        json.writeEndObject();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private void clip(Clip clip) throws IOException {
      object("Clip.2", clip.name());
      metadata(clip.notes());
      json.writeFieldName("source_range");
      range(new FrameRange(clip.from(), clip.to()));
      json.writeObjectFieldStart("media_references");
      json.writeFieldName("DEFAULT_MEDIA");
      reference(clip.source());
      json.writeEndObject();
      json.writeStringField("active_media_reference_key", "DEFAULT_MEDIA");
      json.writeEndObject();
    }

    private void reference(Source source) throws IOException {
      object("ExternalReference.1", source.name());
      json.writeStringField("target_url", source.location().toString());
      json.writeFieldName("available_range");
      range(new FrameRange(0, source.frames()));
      json.writeEndObject();
    }

    private void gap(long frames) throws IOException {
      object("Gap.1", "");
      json.writeFieldName("source_range");
      range(new FrameRange(0, frames));
      json.writeEndObject();
    }

    private void fade(Fade fade) throws IOException {
      object("Transition.1", fade.kind().word());
      json.writeStringField("transition_type", "SMPTE_Dissolve");
      json.writeFieldName("in_offset");
      time(fade.before());
      json.writeFieldName("out_offset");
      time(fade.after());
      json.writeEndObject();
    }

    private void markers(List<Marker> markers) throws IOException {
      json.writeArrayFieldStart("markers");
      for (var marker : markers) {
        object("Marker.2", marker.name());
        json.writeStringField("color", "GREEN");
        json.writeStringField("comment", marker.comment());
        json.writeFieldName("marked_range");
        range(new FrameRange(marker.frame(), marker.frame() + 1));
        json.writeEndObject();
      }
      json.writeEndArray();
    }

    /// Leaves the object open.
    private void object(String schema, String name) throws IOException {
      json.writeStartObject();
      json.writeStringField("OTIO_SCHEMA", schema);
      json.writeStringField("name", name);
    }

    private void metadata(Map<String, String> notes) throws IOException {
      json.writeObjectFieldStart("metadata");
      json.writeObjectFieldStart("reelwright");
      for (var note : new TreeMap<>(notes).entrySet()) {
        json.writeStringField(note.getKey(), note.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }

    private void range(FrameRange range) throws IOException {
      json.writeStartObject();
      json.writeStringField("OTIO_SCHEMA", "TimeRange.1");
      json.writeFieldName("start_time");
      time(range.start());
      json.writeFieldName("duration");
      time(range.length());
      json.writeEndObject();
    }

    private void time(long frames) throws IOException {
      json.writeStartObject();
      json.writeStringField("OTIO_SCHEMA", "RationalTime.1");
      json.writeNumberField("rate", rate);
      json.writeNumberField("value", (double) frames);
      json.writeEndObject();
    }
  }
}
