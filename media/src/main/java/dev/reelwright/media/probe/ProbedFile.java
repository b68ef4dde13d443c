package dev.reelwright.media.probe;

import dev.reelwright.media.timeline.FrameRate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a file holds: its first picture stream and its first sound stream.
public record ProbedFile(MediaFormat format, Optional<Picture> picture, Optional<Sound> sound) {

  /// @param codec ffmpeg's name, such as `h264`
  /// @param widthPixels as shown: after rotation, in square pixels
  /// @param heightPixels as shown
  /// @param isDirect whether the stored size is the shown one (not rotated, square pixels)
  /// @param rate average, empty for still images
  /// @param hasConstantRate whether the file says that all frames last equally long
  /// @param frames counted when asked for
  /// @param pixelFormat ffmpeg's name, such as `yuv420p`
  /// @param colorSpace ffmpeg's name of the matrix, null when the file does not say
  /// @param colorRange `tv`, `pc`, null when the file does not say
  /// @param colorTransfer ffmpeg's name of the curve of light, null when the file does not say
  /// @param isInterlaced whether a frame holds the lines of two moments
  /// @param parameters digest of the decoder's parameters; equal ones can be joined without
  ///   encoding
  /// @param index of the stream in the file
  public record Picture(
      String codec,
      int widthPixels,
      int heightPixels,
      boolean isDirect,
      Optional<FrameRate> rate,
      boolean hasConstantRate,
      Optional<Duration> length,
      OptionalLong frames,
      String pixelFormat,
      @Nullable String colorSpace,
      @Nullable String colorRange,
      @Nullable String colorTransfer,
      boolean isInterlaced,
      String parameters,
      int index) {}

  public record Sound(String codec, int sampleRateHz, int channels, Optional<Duration> length) {}

  /// Length of the longest stream; empty for still images.
  public Optional<Duration> length() {
    var pictures = picture.flatMap(Picture::length);
    var sounds = sound.flatMap(Sound::length);
    if (pictures.isPresent() && sounds.isPresent()) {
      return pictures.get().compareTo(sounds.get()) > 0 ? pictures : sounds;
    }
    return pictures.or(() -> sounds);
  }
}
