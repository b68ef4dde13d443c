package dev.reelwright.media.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.Source;
import dev.reelwright.media.timeline.Timeline;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeMap;

/// The whole timeline as our own JSON, for programs: everything the other formats leave out is
/// here. All places are frames.
public final class JsonWriter implements TimelineWriter {
  private static final String FORMAT = "reelwright-timeline/1";

  @Override
  public void write(Timeline timeline, Appendable out) throws IOException {
    try (var json = JsonText.generator(out)) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeStringField("name", timeline.name());
      json.writeNumberField("width", timeline.widthPixels());
      json.writeNumberField("height", timeline.heightPixels());
      json.writeStringField("rate", timeline.rate().toString());
      json.writeNumberField("frames", timeline.frames());
      sources(timeline, json);
      json.writeArrayFieldStart("clips");
      for (var clip : timeline.clips()) {
        clip(clip, json);
      }
      json.writeEndArray();
      fades(timeline, json);
      stems(timeline, json);
      texts(timeline, json);
      json.writeEndObject();
    }
    out.append('\n');
  }

  private static void sources(Timeline timeline, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("sources");
    for (var source : timeline.sources()) {
      json.writeStartObject();
      json.writeStringField("id", source.id());
      json.writeStringField("name", source.name());
      json.writeStringField("location", source.location().toString());
      json.writeNumberField("frames", source.frames());
      json.writeNumberField("channels", source.channels());
      picture(source, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void picture(Source source, JsonGenerator json) throws IOException {
    var picture = source.picture();
    if (picture == null) {
      return;
    }
    json.writeObjectFieldStart("picture");
    json.writeNumberField("width", picture.widthPixels());
    json.writeNumberField("height", picture.heightPixels());
    json.writeStringField("rate", picture.rate().toString());
    json.writeEndObject();
  }

  private static void clip(Clip clip, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", clip.name());
    json.writeStringField("source", clip.source().id());
    json.writeNumberField("from", clip.from());
    range(clip.range(), json);
    if (clip.source().channels() > 0) {
      json.writeBooleanField("heard", clip.isHeard());
      if (clip.isHeard()) {
        json.writeNumberField("levelDecibels", clip.levelDecibels());
      }
    }
    json.writeObjectFieldStart("notes");
    for (var note : new TreeMap<>(clip.notes()).entrySet()) {
      json.writeStringField(note.getKey(), note.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void fades(Timeline timeline, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("fades");
    for (var fade : timeline.fades()) {
      json.writeStartObject();
      json.writeStringField("kind", fade.kind().word());
      json.writeNumberField("cut", fade.cut());
      json.writeNumberField("before", fade.before());
      json.writeNumberField("after", fade.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void stems(Timeline timeline, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("stems");
    for (var stem : timeline.stems()) {
      json.writeStartObject();
      json.writeStringField("kind", stem.kind().name().toLowerCase(Locale.ROOT));
      json.writeArrayFieldStart("clips");
      for (var clip : stem.clips()) {
        clip(clip, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(Timeline timeline, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("captions");
    for (var caption : timeline.captions()) {
      json.writeStartObject();
      range(caption.range(), json);
      json.writeStringField("text", caption.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("markers");
    for (var marker : timeline.markers()) {
      json.writeStartObject();
      json.writeNumberField("frame", marker.frame());
      json.writeStringField("name", marker.name());
      json.writeStringField("comment", marker.comment());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void range(FrameRange range, JsonGenerator json) throws IOException {
    json.writeNumberField("start", range.start());
    json.writeNumberField("end", range.end());
  }
}
