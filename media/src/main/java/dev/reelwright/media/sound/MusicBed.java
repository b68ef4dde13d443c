package dev.reelwright.media.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// A quiet bed of synthesised music: pads, plucked notes, a bass and light drums in a small room.
/// The same mood, seed and length give the same samples. Immutable and thread-safe.
///
/// @param mood free words such as `calm`, `tense`, `bright`; unknown ones are calm
public record MusicBed(String mood, long seed, long lengthMillis) {
  public static final long MAX_LENGTH_MILLIS = 6L * 60 * 60 * 1000;

  private static final int BLOCK = 4096;

  /// Quiet enough that in the pauses of a voice it does not become as loud as the voice.
  private static final double LEVEL = Math.pow(10, -23 / 20.0);

  private static final int FRAMES_PER_MILLI = Sound.FILM_RATE_HZ / 1000;

  public MusicBed {
    if (lengthMillis < 1 || lengthMillis > MAX_LENGTH_MILLIS) {
      throw new IllegalArgumentException(
          "length of music must lie within 1..%d ms: %d"
              .formatted(MAX_LENGTH_MILLIS, lengthMillis));
    }
  }

  /// Writes a 48 kHz stereo WAV of exactly the length, around -23 dBFS RMS, faded in and out.
  /// Memory does not grow with the length.
  ///
  /// @param cancelled asked now and then
  /// @throws CancellationException when the work was cancelled; the file is then incomplete
  /// @throws IOException when the file cannot be written
  public void write(Path wav, BooleanSupplier cancelled) throws IOException {
    long frames = lengthMillis * FRAMES_PER_MILLI;
    float gain = gain(frames);
    var stream = new Stream(frames);
    float[] interleaved = new float[2 * BLOCK];
    try (var writer = new WavWriter(wav, 2, Sound.FILM_RATE_HZ)) {
      while (stream.position < frames) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("writing music was cancelled");
        }
        int count = stream.next();
        for (int i = 0; i < count; i++) {
          float fade = fade(stream.position - count + i, frames) * gain;
          interleaved[2 * i] = soften(stream.left[i] * fade);
          interleaved[2 * i + 1] = soften(stream.right[i] * fade);
        }
        writer.write(interleaved, 2 * count);
      }
    }
  }

  /// Measures the first half minute, so that every mood comes out equally loud.
  private float gain(long frames) {
    var stream = new Stream(frames);
    long measured = Math.min(frames, 30L * Sound.FILM_RATE_HZ);
    double sum = 0;
    while (stream.position < measured) {
      int count = stream.next();
      for (int i = 0; i < count; i++) {
        sum += stream.left[i] * stream.left[i] + stream.right[i] * stream.right[i];
      }
    }
    double rms = Math.sqrt(sum / (2.0 * stream.position));
    return (float) (rms < 1e-6 ? 0 : LEVEL / rms);
  }

  private static float fade(long frame, long frames) {
    long in = Math.min(Sound.FILM_RATE_HZ, frames / 4);
    // Short and round: what lasts longer is heard as a hole before the end.
    long out = Math.min(9L * Sound.FILM_RATE_HZ / 5, frames / 4);
    float rise = frame < in ? (float) frame / in : 1;
    float fall = frames - frame <= out ? (float) (frames - 1 - frame) / out : 1;
    return rise * fall * fall * (3 - 2 * fall);
  }

  /// Straight up to 0.5, then bends so that it never reaches full scale.
  private static float soften(float value) {
    float size = Math.abs(value);
    if (size <= 0.5f) {
      return value;
    }
    float over = size - 0.5f;
    return Math.copySign(0.5f + 0.4f * over / (over + 0.4f), value);
  }

  private final class Stream {
    final float[] left = new float[BLOCK];
    final float[] right = new float[BLOCK];
    private final Composition composition;
    private final Reverb reverb = new Reverb();
    private final long frames;
    long position;

    Stream(long frames) {
      this.frames = frames;
      composition = new Composition(Mood.from(mood), seed, frames);
    }

    int next() {
      int count = (int) Math.min(BLOCK, frames - position);
      composition.play(left, right, count);
      reverb.process(left, right, count, 0.3f);
      position += count;
      return count;
    }
  }
}
