package dev.reelwright.media.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Fade;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Timecode;
import dev.reelwright.media.timeline.Timeline;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// Every format is read back by other code than wrote it, and every cut must be on its frame.
class RoundTripTest {
  /// A clip as a reader of the format sees it: without its fades.
  private record Cut(long start, long end, long from) {
    static List<Cut> of(Timeline timeline) {
      return timeline.clips().stream().map(Cut::of).toList();
    }

    private static Cut of(Clip clip) {
      return new Cut(clip.range().start(), clip.range().end(), clip.from());
    }
  }

  /// @param start first frame of a fade
  private record Mixed(long start, long frames) {
    static List<Mixed> of(Timeline timeline) {
      return timeline.fades().stream().map(fade -> new Mixed(fade.start(), fade.frames())).toList();
    }
  }

  @Property(tries = 150)
  void everyCutOfFcpxmlIsOnItsFrame(@ForAll long seed) throws Exception {
    var timeline = TestTimelines.random(seed);

    var xml = parse(text(new FcpxmlWriter(seed % 2 == 0), timeline));

    var spine = (Element) xml.getElementsByTagName("spine").item(0);
    var cuts = new ArrayList<Cut>();
    var fades = new ArrayList<Mixed>();
    long at = 0;
    for (var item : children(spine)) {
      long start = frames(item, "offset", timeline.rate());
      long length = frames(item, "duration", timeline.rate());
      switch (item.getTagName()) {
        case "transition" -> fades.add(new Mixed(start, length));
        case "gap" -> assertThat(start).isEqualTo(at);
        default -> {
          assertThat(start).as("butted").isEqualTo(at);
          cuts.add(new Cut(start, start + length, frames(item, "start", timeline.rate())));
        }
      }
      at = item.getTagName().equals("transition") ? at : start + length;
    }
    assertThat(cuts).isEqualTo(Cut.of(timeline));
    assertThat(fades).isEqualTo(Mixed.of(timeline));
    assertThat(at).isEqualTo(timeline.frames());
    var narrations = timeline.stems().getFirst().clips().stream().map(Cut::of).toList();
    assertThat(hung(spine, timeline)).containsAll(narrations);
    demandReferences(xml);
  }

  @Property(tries = 150)
  void everyCutOfXmemlIsOnItsFrame(@ForAll long seed) throws Exception {
    var timeline = TestTimelines.random(seed);

    var xml = parse(text(new XmemlWriter(), timeline));

    var video = (Element) xml.getElementsByTagName("video").item(0);
    var track = (Element) video.getElementsByTagName("track").item(0);
    var found = new ArrayList<Mixed>();
    for (var item : children(track)) {
      if (item.getTagName().equals("transitionitem")) {
        found.add(new Mixed(number(item, "start"), number(item, "end") - number(item, "start")));
      }
    }
    assertThat(found).isEqualTo(Mixed.of(timeline));
    var cuts = new ArrayList<Cut>();
    int fade = 0;
    for (var item : children(track)) {
      if (item.getTagName().equals("transitionitem")) {
        fade++;
      } else {
        cuts.add(cut(item, fade, timeline));
      }
    }
    assertThat(cuts).isEqualTo(Cut.of(timeline));
  }

  /// Where an end is hidden behind a fade, the cut is found from the fade's own handles.
  private static Cut cut(Element item, int fadesSoFar, Timeline timeline) {
    long start = number(item, "start");
    long end = number(item, "end");
    long from = number(item, "in");
    long to = number(item, "out");
    if (start < 0) {
      var fade = timeline.fades().get(fadesSoFar - 1);
      start = fade.cut();
      from += fade.before();
    }
    if (end < 0) {
      var fade = timeline.fades().get(fadesSoFar);
      end = fade.cut();
      to -= fade.after();
    }
    assertThat(to - from).isEqualTo(end - start);
    return new Cut(start, end, from);
  }

  @Property(tries = 150)
  void everyEventOfAnEdlIsOnItsFrame(@ForAll long seed) throws Exception {
    var timeline = TestTimelines.random(seed);
    boolean isDropping = Timecode.canDrop(timeline.rate()) && seed % 2 == 0;

    var edl = text(new EdlWriter(isDropping), timeline);

    var timecode =
        isDropping ? Timecode.dropping(timeline.rate()) : Timecode.counting(timeline.rate());
    var frames = new HashMap<String, Long>();
    for (long frame = 0; frame <= timeline.frames() + 500; frame++) {
      frames.put(timecode.of(frame), frame);
    }
    var line =
        Pattern.compile("(\\d{3,}) {2}(\\S+) +V +(C|D (\\d{3})) +(\\S+) (\\S+) (\\S+) (\\S+)");
    var cuts = new ArrayList<Cut>();
    var fades = new ArrayList<Mixed>();
    for (var found : edl.lines().map(line::matcher).filter(m -> m.matches()).toList()) {
      long from = frames.get(found.group(5));
      long start = frames.get(found.group(7));
      long end = frames.get(found.group(8));
      assertThat(frames.get(found.group(6)) - from).isEqualTo(end - start);
      if (found.group(4) != null) {
        fades.add(new Mixed(start, Long.parseLong(found.group(4))));
      }
      if (end > start) {
        cuts.add(new Cut(start, end, from));
      }
    }
    assertThat(fades).isEqualTo(Mixed.of(timeline));
    assertThat(cuts).isEqualTo(withFadesAtTheirStart(timeline));
    assertThat(edl).startsWith("TITLE: Film");
  }

  /// An edit list cuts where a fade begins.
  private static List<Cut> withFadesAtTheirStart(Timeline timeline) {
    return timeline.clips().stream()
        .map(
            clip -> {
              var into = fade(timeline, clip.range().start());
              var outOf = fade(timeline, clip.range().end());
              long early = into == null ? 0 : into.before();
              long late = outOf == null ? 0 : outOf.before();
              return new Cut(
                  clip.range().start() - early, clip.range().end() - late, clip.from() - early);
            })
        .toList();
  }

  private static @org.jspecify.annotations.Nullable Fade fade(Timeline timeline, long cut) {
    return timeline.fades().stream().filter(fade -> fade.cut() == cut).findFirst().orElse(null);
  }

  @Property(tries = 150)
  void everyCutOfOpenTimelineIsOnItsFrame(@ForAll long seed) throws Exception {
    var timeline = TestTimelines.random(seed);

    var json = new JsonMapper().readTree(text(new OtioWriter(), timeline));

    assertThat(json.path("OTIO_SCHEMA").asText()).isEqualTo("Timeline.1");
    var cuts = new ArrayList<Cut>();
    var fades = new ArrayList<Mixed>();
    long at = 0;
    for (var item : json.at("/tracks/children/0/children")) {
      long length = value(item, "/source_range/duration");
      switch (item.path("OTIO_SCHEMA").asText()) {
        case "Transition.1" -> {
          long before = value(item, "/in_offset");
          fades.add(new Mixed(at - before, before + value(item, "/out_offset")));
        }
        case "Clip.2" -> {
          cuts.add(new Cut(at, at + length, value(item, "/source_range/start_time")));
          at += length;
        }
        default -> at += length;
      }
    }
    assertThat(cuts).isEqualTo(Cut.of(timeline));
    assertThat(fades).isEqualTo(Mixed.of(timeline));
    assertThat(at).isEqualTo(timeline.frames());
  }

  @Property(tries = 50)
  void ourOwnJsonHasEverything(@ForAll long seed) throws Exception {
    var timeline = TestTimelines.random(seed);

    var json = new JsonMapper().readTree(text(new JsonWriter(), timeline));

    assertThat(json.path("clips")).hasSize(timeline.clips().size());
    assertThat(json.path("fades")).hasSize(timeline.fades().size());
    assertThat(json.path("captions")).hasSize(timeline.captions().size());
    assertThat(json.path("markers")).hasSize(timeline.markers().size());
    assertThat(json.at("/stems/0/clips")).hasSize(timeline.clips().size());
    assertThat(json.at("/clips/0/start").asLong())
        .isEqualTo(timeline.clips().getFirst().range().start());
  }

  @Test
  void aFilmWithoutShotsIsAValidFile() throws Exception {
    var empty =
        new Timeline(
            "", 64, 36, FrameRate.FPS_24, 0, List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(parse(text(new FcpxmlWriter(true), empty)).getElementsByTagName("spine").getLength())
        .isEqualTo(1);
    assertThat(parse(text(new XmemlWriter(), empty)).getElementsByTagName("clipitem").getLength())
        .isZero();
    assertThat(text(new EdlWriter(false), empty)).isEqualTo("TITLE: \nFCM: NON-DROP FRAME\n");
    assertThat(new JsonMapper().readTree(text(new OtioWriter(), empty)).path("name").asText())
        .isEmpty();
    assertThat(text(new SubtitleWriter(SubtitleWriter.Format.VTT), empty)).startsWith("WEBVTT");
  }

  @Test
  void aLongFilmGoesOnBeyondTheLastThreeDigitEvent() throws Exception {
    var timeline = TestTimelines.random(new Random(7), FrameRate.FPS_24, 1_200);

    var edl = text(new EdlWriter(false), timeline);

    assertThat(edl).contains("\n999  ", "\n1200  ");
  }

  private static List<Cut> hung(Element spine, Timeline timeline) {
    var cuts = new ArrayList<Cut>();
    for (var item : children(spine)) {
      long shift = frames(item, "offset", timeline.rate()) - frames(item, "start", timeline.rate());
      for (var child : children(item)) {
        if (child.getTagName().equals("asset-clip")) {
          long start = frames(child, "offset", timeline.rate()) + shift;
          cuts.add(
              new Cut(
                  start,
                  start + frames(child, "duration", timeline.rate()),
                  frames(child, "start", timeline.rate())));
        }
      }
    }
    return cuts;
  }

  /// Ids are unique, and what is referred to is there.
  private static void demandReferences(Document xml) {
    var ids = new ArrayList<String>();
    var references = new ArrayList<String>();
    var all = xml.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      var element = (Element) all.item(i);
      if (element.hasAttribute("id")) {
        ids.add(element.getAttribute("id"));
      }
      for (var name : List.of("ref", "format")) {
        if (element.hasAttribute(name)) {
          references.add(element.getAttribute(name));
        }
      }
    }
    assertThat(ids).doesNotHaveDuplicates().containsAll(references);
  }

  private static String text(TimelineWriter writer, Timeline timeline) throws IOException {
    var text = new StringBuilder();
    writer.write(timeline, text);
    return text.toString();
  }

  private static Document parse(String xml) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    var nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  /// A rational time must be a whole number of frames.
  private static long frames(Element element, String attribute, FrameRate rate) {
    var text = element.getAttribute(attribute);
    if (text.isEmpty()) {
      return 0;
    }
    var parts = text.replaceAll("s$", "").split("/", -1);
    var seconds =
        new Rational(Long.parseLong(parts[0]), parts.length > 1 ? Long.parseLong(parts[1]) : 1);
    var frames = seconds.times(rate.perSecond());
    assertThat(frames.den()).as(text).isEqualTo(1);
    return frames.num();
  }

  private static long number(Element item, String name) {
    return children(item).stream()
        .filter(child -> child.getTagName().equals(name))
        .mapToLong(child -> Long.parseLong(child.getTextContent()))
        .findFirst()
        .orElseThrow();
  }

  private static long value(JsonNode node, String pointer) {
    double value = node.at(pointer + "/value").asDouble();
    assertThat(value).isEqualTo(Math.rint(value));
    return (long) value;
  }
}
