package dev.reelwright.provider.comfyui;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that a server made. ComfyUI writes the whole workflow, prompts included, into every
/// picture and clip; nobody is to find it in what is handed on, so it is taken out here. The media
/// itself stays as it is, bit by bit.
final class MediaFile {
  /// It is something else than what was asked for.
  static final class WrongKind extends Exception {
    private static final long serialVersionUID = 1L;

    WrongKind(String message) {
      super(message);
    }
  }

  private static final int START = 16;

  private MediaFile() {}

  /// @return the picture in a file of its own
  /// @throws IOException when it is not whole
  /// @throws WrongKind when it is no PNG, JPEG or WebP
  static Path picture(Path fetched, Path scratch) throws IOException, WrongKind {
    var start = start(fetched);
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Files.write(scratch.resolve("picture.png"), PngFile.bare(Files.readAllBytes(fetched)));
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Files.write(
          scratch.resolve("picture.jpg"), JpegFile.bare(Files.readAllBytes(fetched)));
    }
    if (isWebp(start)) {
      return Files.write(
          scratch.resolve("picture.webp"), WebpFile.bare(Files.readAllBytes(fetched)));
    }
    throw wrong("a picture (PNG, JPEG or WebP)", start);
  }

  /// @return the clip, changed in its place
  /// @throws IOException when it is not whole
  /// @throws WrongKind when it is no MP4, QuickTime, WebM or Matroska film, and no GIF
  static Path clip(Path fetched, Path scratch) throws IOException, WrongKind {
    var start = start(fetched);
    if (start.startsWith("ftyp", 4)) {
      try (var file = new RandomAccessFile(fetched.toFile(), "rw")) {
        Mp4File.bare(file);
      }
      return fetched;
    }
    if (start.startsWith("\u001aE\u00df\u00a3")) {
      try (var file = new RandomAccessFile(fetched.toFile(), "rw")) {
        MatroskaFile.bare(file);
      }
      return fetched;
    }
    if (start.startsWith("GIF8")) {
      return fetched;
    }
    throw wrong("a clip (MP4, MOV, WebM, MKV or GIF)", start);
  }

  private static String start(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
      if (start.length() < START) {
        throw new IOException("it has %d bytes".formatted(start.length()));
      }
      return start;
    }
  }

  private static boolean isWebp(String start) {
    return start.startsWith("RIFF") && start.startsWith("WEBP", 8);
  }

  private static WrongKind wrong(String wanted, String start) {
    var is = "something else";
    if (start.startsWith("\u0089PNG") || start.startsWith("\u00ff\u00d8") || isWebp(start)) {
      is = "a picture";
    } else if (start.startsWith("ftyp", 4) || start.startsWith("\u001aE\u00df\u00a3")) {
      is = "a clip";
    } else if (start.stripLeading().startsWith("<")) {
      is = "a web page";
    }
    return new WrongKind("the workflow was to save %s and saved %s".formatted(wanted, is));
  }
}
