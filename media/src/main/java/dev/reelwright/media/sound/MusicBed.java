package dev.reelwright.media.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    var stream = new Stream(frames);
    var beginning = beginning(stream, cancelled);
    float gain = gain(beginning);
    try (var writer = new WavWriter(wav, 2, Sound.FILM_RATE_HZ)) {
      long position = 0;
      for (float[] block : beginning) {
        position = write(writer, block, position, gain);
      }
      while (stream.position < frames) {
        check(cancelled);
        position = write(writer, stream.next(), position, gain);
      }
    }
  }

  private static void check(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("writing music was cancelled");
    }
  }

  /// The first half minute.
  private static List<float[]> beginning(Stream stream, BooleanSupplier cancelled) {
    long measured = Math.min(stream.frames, 30L * Sound.FILM_RATE_HZ);
    var blocks = new ArrayList<float[]>();
    while (stream.position < measured) {
      check(cancelled);
      blocks.add(stream.next());
    }
    return blocks;
  }

  /// Of the beginning, so that every mood comes out equally loud.
  private static float gain(List<float[]> beginning) {
    double sum = 0;
    long samples = 0;
    for (float[] block : beginning) {
      samples += block.length;
      for (int i = 0; i < block.length; i += 2) {
        sum += block[i] * block[i] + block[i + 1] * block[i + 1];
      }
    }
    double rms = Math.sqrt(sum / samples);
    return (float) (rms < 1e-6 ? 0 : LEVEL / rms);
  }

  /// @return the position behind the block
  private long write(WavWriter writer, float[] block, long position, float gain)
      throws IOException {
    long frames = lengthMillis * FRAMES_PER_MILLI;
    for (int i = 0; i < block.length; i += 2) {
      float fade = fade(position + i / 2, frames) * gain;
      block[i] = soften(block[i] * fade);
      block[i + 1] = soften(block[i + 1] * fade);
    }
    writer.write(block, block.length);
    return position + block.length / 2;
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
    private final float[] left = new float[BLOCK];
    private final float[] right = new float[BLOCK];
    private final Composition composition;
    private final Reverb reverb = new Reverb();
    private final long frames;
    long position;

    Stream(long frames) {
      this.frames = frames;
      composition = new Composition(Mood.from(mood), seed, frames);
    }

    /// The next samples, left and right in turn.
    float[] next() {
      int count = (int) Math.min(BLOCK, frames - position);
      composition.play(left, right, count);
      reverb.process(left, right, count, 0.3f);
      position += count;
      var interleaved = new float[2 * count];
      for (int i = 0; i < count; i++) {
        interleaved[2 * i] = left[i];
        interleaved[2 * i + 1] = right[i];
      }
      return interleaved;
    }
  }
}
