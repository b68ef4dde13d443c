package dev.reelwright.wiring;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.desk.Refusal;
import dev.reelwright.http.studio.Exports.Kind;
import dev.reelwright.http.studio.Exports.Prepared;
import dev.reelwright.http.studio.Posters;
import dev.reelwright.media.export.EdlWriter;
import dev.reelwright.media.export.FcpxmlWriter;
import dev.reelwright.media.export.JsonWriter;
import dev.reelwright.media.export.OtioWriter;
import dev.reelwright.media.export.SubtitleWriter;
import dev.reelwright.media.export.TimelineWriter;
import dev.reelwright.media.export.XmemlWriter;
import dev.reelwright.media.timeline.Timecode;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.production.CuttableFilm;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Films in the formats of editor programs, from what the database knows; media are only copied.
/// Thread-safe.
final class FilmFiles {
  private static final int NAME_LETTERS = 60;
  private static final String MEDIA = "media";
  private static final String README =
      """
      This film, for editor programs. Unpack the whole archive first; the files find their media
      in the folder "media" beside them.

        Final Cut Pro      NAME.fcpxml
        DaVinci Resolve    NAME-resolve.fcpxml (clips carry their prompt and model as notes)
        Premiere Pro       NAME.xml
        anything else      NAME.otio, or NAME.edl for cuts and dissolves alone
        programs           NAME.json has everything, in frames
        captions           NAME.srt, NAME.vtt, NAME.ass
        a look at it       posters/shot-001.jpg and so on

      Clips are whole: what is cut away at either end is there as handles. Where the film holds a
      clip's last frame, the editor shows a gap with a marker.
      """;

  private final BlobStore blobs;
  private final Posters posters;

  FilmFiles(BlobStore blobs, Posters posters) {
    this.blobs = blobs;
    this.posters = posters;
  }

  /// The archive, or a single file that says where its media are.
  Prepared prepare(CuttableFilm film, Kind kind, MediaPlaces places) {
    if (kind == Kind.ZIP) {
      return prepared(film, out -> zip(film, out));
    }
    var timeline = layout(film, places).timeline(title(film));
    var writer = writer(kind, timeline);
    return prepared(film, out -> write(writer, timeline, out));
  }

  /// The archive, or a single file and its media in a folder.
  Prepared prepareWithMedia(CuttableFilm film, Kind kind, Path folder) {
    if (kind == Kind.ZIP || isText(kind)) {
      return prepare(film, kind, MediaPlaces.in(folder));
    }
    var layout = layout(film, MediaPlaces.in(folder));
    var timeline = layout.timeline(title(film));
    var writer = writer(kind, timeline);
    return prepared(
        film,
        out -> {
          copy(layout.files(), folder);
          write(writer, timeline, out);
        });
  }

  /// Whether a kind names no media.
  private static boolean isText(Kind kind) {
    return kind == Kind.SRT || kind == Kind.VTT || kind == Kind.ASS;
  }

  private interface Body {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private static Prepared prepared(CuttableFilm film, Body body) {
    var name = FileName.of(title(film));
    return new Prepared() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void write(OutputStream out) throws IOException, InterruptedException {
        body.write(out);
      }
    };
  }

  private static FilmTimeline layout(CuttableFilm film, MediaPlaces places) {
    return new FilmTimeline(film.film(), film.edits(), film.assets(), places);
  }

  private static TimelineWriter writer(Kind kind, Timeline timeline) {
    return switch (kind) {
      case FCPXML -> new FcpxmlWriter(false);
      case RESOLVE -> new FcpxmlWriter(true);
      case PREMIERE -> new XmemlWriter();
      case EDL -> new EdlWriter(false);
      case EDL_DROP -> {
        if (!Timecode.canDrop(timeline.rate())) {
          throw Refusal.invalid(
              "format",
              "there is no drop-frame count for %s frames a second, only for 29.97 and 59.94"
                  .formatted(timeline.rate()));
        }
        yield new EdlWriter(true);
      }
      case OTIO -> new OtioWriter();
      case JSON -> new JsonWriter();
      case SRT -> new SubtitleWriter(SubtitleWriter.Format.SRT);
      case VTT -> new SubtitleWriter(SubtitleWriter.Format.VTT);
      case ASS -> new SubtitleWriter(SubtitleWriter.Format.ASS);
      case ZIP -> throw new IllegalArgumentException("an archive is no single file");
    };
  }

  private void zip(CuttableFilm film, OutputStream out) throws IOException, InterruptedException {
    var layout = layout(film, MediaPlaces.beside(MEDIA));
    var timeline = layout.timeline(title(film));
    var name = FileName.of(title(film));
    var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (var kind : Kind.values()) {
      if (kind != Kind.ZIP && (kind != Kind.EDL_DROP || Timecode.canDrop(timeline.rate()))) {
        zip.putNextEntry(new ZipEntry(entry(name, kind)));
        write(writer(kind, timeline), timeline, zip);
        zip.closeEntry();
      }
    }
    zip.putNextEntry(new ZipEntry("README.txt"));
    zip.write(README.replace("NAME", name).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    // Media are packed already; packing them again costs time and saves nothing.
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (var file : layout.files().entrySet()) {
      if (file.getValue().mediaType().startsWith("video/")) {
        var poster = file.getKey().replaceFirst("\\.[^.]*$", ".jpg");
        zip.putNextEntry(new ZipEntry("posters/" + poster));
        Files.copy(posters.of(file.getValue(), Posters.View.POSTER), zip);
        zip.closeEntry();
      }
    }
    for (var file : layout.files().entrySet()) {
      zip.putNextEntry(new ZipEntry(MEDIA + "/" + file.getKey()));
      Files.copy(blobs.localFile(file.getValue().blob()), zip);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  /// Two formats share an ending with another one.
  private static String entry(String name, Kind kind) {
    return switch (kind) {
      case RESOLVE -> name + "-resolve." + kind.ending();
      case EDL_DROP -> name + "-drop." + kind.ending();
      default -> name + "." + kind.ending();
    };
  }

  private void copy(Map<String, Asset> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : files.entrySet()) {
      var target = folder.resolve(file.getKey());
      if (!Files.exists(target)) {
        var part = folder.resolve(file.getKey() + ".part");
        Files.copy(
            blobs.localFile(file.getValue().blob()), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target);
      }
    }
  }

  private static void write(TimelineWriter writer, Timeline timeline, OutputStream out)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(timeline, text);
    text.flush();
  }

  private static String title(CuttableFilm film) {
    var project = film.film().project();
    var title = project.title().isBlank() ? project.brief().prompt() : project.title();
    var line = title.lines().map(String::strip).filter(text -> !text.isEmpty()).findFirst();
    return line.map(text -> text.codePoints().limit(NAME_LETTERS))
        .map(
            letters ->
                letters
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString())
        .orElse("Film");
  }
}
