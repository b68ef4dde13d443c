package dev.reelwright.http.studio;

import dev.reelwright.project.ProjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Films in the formats of editor programs. Thread-safe.
public interface Exports {
  /// What can be written.
  enum Kind {
    FCPXML("fcpxml", "application/xml"),
    /// FCPXML whose clips carry their prompt and model.
    RESOLVE("fcpxml", "application/xml"),
    PREMIERE("xml", "application/xml"),
    EDL("edl", "text/plain;charset=utf-8"),
    /// The count that keeps up with the clock; for 29.97 and 59.94 frames a second only.
    EDL_DROP("edl", "text/plain;charset=utf-8"),
    OTIO("otio", "application/json"),
    JSON("json", "application/json"),
    SRT("srt", "application/x-subrip"),
    VTT("vtt", "text/vtt;charset=utf-8"),
    /// Subtitles with their style.
    ASS("ass", "text/plain;charset=utf-8"),
    /// All of them with their media.
    ZIP("zip", "application/zip");

    private final String ending;
    private final String mediaType;

    Kind(String ending, String mediaType) {
      this.ending = ending;
      this.mediaType = mediaType;
    }

    /// As addresses and options have it, `edl-drop`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String ending() {
      return ending;
    }

    public String mediaType() {
      return mediaType;
    }

    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /// Something ready to be written.
  interface Prepared {
    /// Of the file, from the title of the film; letters, digits and `-`, without an ending.
    String name();

    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /// @param server address of this server, where editor programs find media of a single file
  /// @throws dev.reelwright.desk.Refusal when the owner has no such project, or its frame rate has
  ///   no such count
  Prepared prepare(String owner, ProjectId project, Kind kind, URI server);
}
