package dev.reelwright.media.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds of file that are accepted, told by their first bytes.
public enum MediaFormat {
  MP4("video/mp4", "mov"),
  QUICKTIME("video/quicktime", "mov"),
  M4A("audio/mp4", "mov"),
  WEBM("video/webm", "matroska"),
  MATROSKA("video/x-matroska", "matroska"),
  PNG("image/png", "png_pipe"),
  JPEG("image/jpeg", "jpeg_pipe"),
  WEBP("image/webp", "webp_pipe"),
  GIF("image/gif", "gif"),
  WAV("audio/wav", "wav"),
  MP3("audio/mpeg", "mp3"),
  AAC("audio/aac", "aac"),
  OGG("audio/ogg", "ogg"),
  FLAC("audio/flac", "flac");

  private static final int HEAD_BYTES = 64;
  private static final Set<String> MP4_BRANDS =
      Set.of(
          "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV",
          "dash", "f4v ", "3gp4", "3gp5", "3gp6", "XAVC");

  private final String mediaType;
  private final String demuxer;

  MediaFormat(String mediaType, String demuxer) {
    this.mediaType = mediaType;
    this.demuxer = demuxer;
  }

  /// The media type, such as `video/mp4`.
  public String mediaType() {
    return mediaType;
  }

  /// ffmpeg's name of the one reader that may open such a file.
  public String demuxer() {
    return demuxer;
  }

  public boolean isImage() {
    return mediaType.startsWith("image/");
  }

  /// Empty when the file begins like none of them.
  public static Optional<MediaFormat> of(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Optional.ofNullable(of(in.readNBytes(HEAD_BYTES)));
    }
  }

  private static @Nullable MediaFormat of(byte[] head) {
    var text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("ftyp", 4)) {
      return ofBrand(text.length() < 12 ? "" : text.substring(8, 12));
    }
    if (text.startsWith("\u001aE\u00df\u00a3")) {
      return text.contains("webm") ? WEBM : MATROSKA;
    }
    if (text.startsWith("RIFF") || text.startsWith("RF64")) {
      return text.startsWith("WAVE", 8) ? WAV : text.startsWith("WEBP", 8) ? WEBP : null;
    }
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return GIF;
    }
    if (text.startsWith("OggS")) {
      return OGG;
    }
    if (text.startsWith("fLaC")) {
      return FLAC;
    }
    return text.startsWith("ID3") ? MP3 : ofAudioSync(head);
  }

  private static @Nullable MediaFormat ofBrand(String brand) {
    if (brand.equals("qt  ")) {
      return QUICKTIME;
    }
    if (brand.equals("M4A ") || brand.equals("M4B ")) {
      return M4A;
    }
    return MP4_BRANDS.contains(brand) ? MP4 : null;
  }

  /// MPEG audio without a header of its own: eleven set bits, then version and layer.
  private static @Nullable MediaFormat ofAudioSync(byte[] head) {
    if (head.length < 4 || (head[0] & 0xff) != 0xff || (head[1] & 0xe0) != 0xe0) {
      return null;
    }
    int layer = (head[1] >> 1) & 3;
    boolean possible = (head[2] & 0xf0) != 0xf0;
    return layer == 0 ? AAC : layer == 1 && possible ? MP3 : null;
  }
}
