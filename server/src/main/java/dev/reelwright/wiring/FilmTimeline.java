package dev.reelwright.wiring;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.timeline.Caption;
import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Fade;
import dev.reelwright.media.timeline.FilmLayout;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Marker;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Source;
import dev.reelwright.media.timeline.Stem;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.recipe.FilmCut;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lays a film out as an editor sees it: the same frames as the finished film, from the takes
/// themselves. A picture that is held, because its shot lasts longer than its clip, is a gap with a
/// marker: how to hold it is for the editor. Used by one thread.
final class FilmTimeline {
  private static final int STEREO = 2;

  private final FilmSnapshot film;
  private final FilmCut cut;
  private final FilmEdits edits;
  private final Map<AssetId, Asset> assets;
  private final MediaPlaces places;
  private final FrameRate rate;
  private final FilmLayout layout;
  private final Map<String, Asset> files = new LinkedHashMap<>();
  private final Map<AssetId, Source> sources = new LinkedHashMap<>();
  private final List<Marker> markers = new ArrayList<>();

  FilmTimeline(FilmSnapshot film, FilmEdits edits, Map<AssetId, Asset> assets, MediaPlaces places) {
    var format = film.project().settings().format();
    this.film = film;
    this.cut = shown(FilmCut.of(film, edits));
    this.edits = edits;
    this.assets = assets;
    this.places = places;
    this.rate = FrameRate.of(format.fpsNumerator(), format.fpsDenominator());
    this.layout = FilmLayout.of(rate, cut.parts().stream().map(FilmTimeline::wish).toList());
  }

  /// The files that the timeline names, by name.
  Map<String, Asset> files() {
    return files;
  }

  Timeline timeline(String name) {
    var clips = new ArrayList<Clip>();
    for (int shot = 0; shot < cut.parts().size(); shot++) {
      var range = seen(shot);
      var part = cut.parts().get(shot);
      markers.add(
          new Marker(range.start(), "Shot " + (shot + 1), part.shot().texts().description()));
      var clip = clip(shot, range);
      if (clip != null) {
        clips.add(clip);
      }
    }
    var fades = fades(clips);
    markers.sort(Comparator.comparingLong(Marker::frame));
    var format = film.project().settings().format();
    return new Timeline(
        name,
        format.widthPixels(),
        format.heightPixels(),
        rate,
        layout.frames(),
        clips,
        fades,
        stems(),
        markers,
        captions());
  }

  /// A film that does without lost shots has no holes where they were.
  private FilmCut shown(FilmCut whole) {
    return film.project().settings().leavesOutLostShots()
        ? new FilmCut(whole.parts().stream().filter(part -> part.clip() != null).toList())
        : whole;
  }

  private static FilmLayout.Wish wish(FilmCut.Part part) {
    return MediaFinisher.wish(part.length().toMillis(), part.edit());
  }

  /// From the middle of the fade into a shot to the middle of the fade out of it.
  private FrameRange seen(int shot) {
    var range = layout.places().get(shot).range();
    long start =
        shot > 0 && layout.places().get(shot - 1).shared() > 0
            ? layout.fade(shot - 1).cut()
            : range.start();
    long end = layout.places().get(shot).shared() > 0 ? layout.fade(shot).cut() : range.end();
    return new FrameRange(start, end);
  }

  private @Nullable Clip clip(int shot, FrameRange range) {
    var part = cut.parts().get(shot);
    var take = part.clip();
    if (take == null) {
      return null;
    }
    var source = source(take, "shot-%03d".formatted(shot + 1));
    long from =
        rate.frameAtMillis(part.edit().skipMillis())
            + range.start()
            - layout.places().get(shot).range().start();
    long there = Math.min(range.length(), source.frames() - from);
    if (there < range.length()) {
      markers.add(
          new Marker(
              range.start() + Math.max(0, there),
              "Shot %d held".formatted(shot + 1),
              "The clip is %d frames shorter than its shot; the film holds its last frame."
                  .formatted(range.length() - Math.max(0, there))));
    }
    if (there < 1) {
      return null;
    }
    boolean isHeard = film.project().settings().clipSound();
    return new Clip(
        "Shot " + (shot + 1),
        source,
        from,
        new FrameRange(range.start(), range.start() + there),
        isHeard ? part.edit().clipDecibels() : Clip.SILENT,
        notes(part, take));
  }

  private static Map<String, String> notes(FilmCut.Part part, Take take) {
    var notes = new LinkedHashMap<String, String>();
    notes.put("prompt", part.shot().texts().description());
    notes.put("provider", take.provider() == null ? "" : take.provider());
    notes.put("model", take.model() == null ? "" : take.model());
    notes.put("seed", Long.toString(part.shot().seed()));
    notes.values().removeIf(String::isBlank);
    return notes;
  }

  /// Those for which both clips have the frames; the others are hard cuts with a marker.
  private List<Fade> fades(List<Clip> clips) {
    var endings = new HashMap<Long, Clip>();
    var beginnings = new HashMap<Long, Clip>();
    for (var clip : clips) {
      endings.put(clip.range().end(), clip);
      beginnings.put(clip.range().start(), clip);
    }
    var fades = new ArrayList<Fade>();
    for (int shot = 0; shot + 1 < cut.parts().size(); shot++) {
      if (layout.places().get(shot).shared() > 0) {
        var fade = layout.fade(shot);
        if (canFade(fade, endings.get(fade.cut()), beginnings.get(fade.cut()))) {
          fades.add(fade);
        } else {
          markers.add(new Marker(fade.cut(), "Hard cut", "The film fades here, over held frames."));
        }
      }
    }
    return fades;
  }

  private static boolean canFade(Fade fade, @Nullable Clip out, @Nullable Clip in) {
    return out != null
        && in != null
        && out.to() + fade.after() <= out.source().frames()
        && fade.after() <= in.range().length();
  }

  private List<Stem> stems() {
    var stems = new ArrayList<Stem>();
    var narrations = new ArrayList<Clip>();
    double gain = edits.gain(FilmEdits.NARRATION);
    for (int shot = 0; shot < cut.parts().size(); shot++) {
      var narration = cut.parts().get(shot).narration();
      long start = layout.places().get(shot).range().start();
      if (narration != null && gain > Clip.SILENT && start < layout.frames()) {
        var source = source(narration, "narration-%03d".formatted(shot + 1));
        long end = Math.min(layout.frames(), start + source.frames());
        narrations.add(
            new Clip(
                "Narration " + (shot + 1), source, 0, new FrameRange(start, end), gain, Map.of()));
      }
    }
    if (!narrations.isEmpty()) {
      stems.add(new Stem(Stem.Kind.NARRATION, narrations));
    }
    music().ifPresent(stems::add);
    return stems;
  }

  /// Repeated as long as the film lasts, as the film has it.
  private Optional<Stem> music() {
    double gain = edits.gain(FilmEdits.MUSIC);
    var take = film.take(SlotRole.MUSIC);
    if (!film.project().settings().music() || take.isEmpty() || gain <= Clip.SILENT) {
      return Optional.empty();
    }
    var source = source(take.get(), "music");
    var clips = new ArrayList<Clip>();
    for (long at = 0; at < layout.frames(); at += source.frames()) {
      var range = new FrameRange(at, Math.min(layout.frames(), at + source.frames()));
      clips.add(new Clip("Music", source, 0, range, gain, Map.of()));
    }
    return clips.isEmpty() ? Optional.empty() : Optional.of(new Stem(Stem.Kind.MUSIC, clips));
  }

  private List<Caption> captions() {
    var found = new ArrayList<Caption>();
    long free = 0;
    for (int shot = 0; shot < cut.parts().size(); shot++) {
      var part = cut.parts().get(shot);
      var place = layout.places().get(shot).range();
      long startMillis = rate.millisAtFrame(place.start());
      for (var cue : cues(part, rate.millisAtFrame(place.end()) - startMillis)) {
        long start = Math.max(free, rate.frameAtMillis(startMillis + cue.startMillis()));
        long end =
            Math.min(
                layout.frames(),
                Math.max(start + 1, rate.frameAtMillis(startMillis + cue.endMillis())));
        if (start < end) {
          found.add(new Caption(new FrameRange(start, end), String.join("\n", cue.lines())));
          free = end;
        }
      }
    }
    return found;
  }

  private List<Cue> cues(FilmCut.Part part, long millis) {
    var project = film.project();
    return ShotCaptions.cues(
        new ShotCaptions.Said(
            part.shot().texts().narration(),
            Optional.ofNullable(project.brief().language()).orElse("en"),
            part.words(),
            part.narration() == null ? millis : spokenMillis(part.narration())),
        part.edit(),
        ShotCaptions.maker(project.settings().format(), project.settings().finish().captions()),
        millis);
  }

  private long spokenMillis(Take narration) {
    return millis(asset(narration));
  }

  /// @param stem of its file name
  private Source source(Take take, String stem) {
    var known = sources.get(take.assetId());
    if (known != null) {
      return known;
    }
    var asset = asset(take);
    var file = stem + "." + ending(asset.mediaType());
    files.put(file, asset);
    var facts = asset.facts();
    var source =
        new Source(
            asset.id().value(),
            file,
            places.of(asset, file),
            Math.max(1, frames(asset)),
            picture(asset),
            asset.mediaType().startsWith("audio/") || facts.audioCodec() != null ? STEREO : 0);
    sources.put(take.assetId(), source);
    return source;
  }

  private Source.@Nullable Picture picture(Asset asset) {
    var width = asset.facts().widthPixels();
    var height = asset.facts().heightPixels();
    return asset.mediaType().startsWith("video/") && width != null && height != null
        ? new Source.Picture(width, height, rate(asset.facts().fps()))
        : null;
  }

  private FrameRate rate(@Nullable String fraction) {
    if (fraction == null || !fraction.matches("[1-9]\\d{0,8}/[1-9]\\d{0,8}")) {
      return rate;
    }
    var parts = fraction.split("/", -1);
    return FrameRate.of(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  /// Whole frames of the film's rate that a file has.
  private long frames(Asset asset) {
    var counted = asset.facts().frames();
    if (counted != null && rate.toString().equals(asset.facts().fps())) {
      return counted;
    }
    var exact = new Rational(millis(asset), 1000).times(rate.perSecond());
    return Math.floorDiv(exact.num(), exact.den());
  }

  private static long millis(Asset asset) {
    return Optional.ofNullable(asset.facts().length()).map(Duration::toMillis).orElse(0L);
  }

  private Asset asset(Take take) {
    var asset = assets.get(take.assetId());
    if (asset == null) {
      throw new IllegalStateException("take %s came without its asset".formatted(take.id()));
    }
    return asset;
  }

  private static String ending(String mediaType) {
    return switch (mediaType.toLowerCase(Locale.ROOT)) {
      case "video/mp4" -> "mp4";
      case "video/webm" -> "webm";
      case "video/quicktime" -> "mov";
      case "video/x-matroska" -> "mkv";
      case "audio/wav", "audio/x-wav", "audio/vnd.wave" -> "wav";
      case "audio/mpeg" -> "mp3";
      case "audio/flac" -> "flac";
      case "audio/mp4" -> "m4a";
      case "audio/ogg" -> "ogg";
      default -> "bin";
    };
  }
}
