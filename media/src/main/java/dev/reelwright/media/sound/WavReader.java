package dev.reelwright.media.sound;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads a WAV file block by block: PCM of 8, 16, 24 or 32 bits and 32-bit float. Forgives a data
/// length that a streaming writer left open. Not thread-safe.
public final class WavReader implements AutoCloseable {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  private final Path path;
  private final InputStream in;
  private int channels;
  private int rateHz;
  private int bytesPerSample;
  private boolean floating;
  private long remainingBytes;

  /// @throws IOException when the file cannot be read or is no WAV file of a known kind
  public WavReader(Path path) throws IOException {
    this.path = path;
    in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      readHeader();
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /// Reads a whole file and mixes its channels into one.
  public static Sound readMono(Path path) throws IOException {
    try (var reader = new WavReader(path)) {
      float[] all = new float[1 << 16];
      int filled = 0;
      float[] block = new float[4096 * reader.channels];
      for (int count = reader.read(block); count > 0; count = reader.read(block)) {
        if (filled + count > all.length) {
          all = Arrays.copyOf(all, Math.addExact(all.length, Math.max(count, all.length)));
        }
        for (int frame = 0; frame < count / reader.channels; frame++) {
          float sum = 0;
          for (int channel = 0; channel < reader.channels; channel++) {
            sum += block[frame * reader.channels + channel];
          }
          all[filled++] = sum / reader.channels;
        }
      }
      return Sound.of(Arrays.copyOf(all, filled), reader.rateHz);
    }
  }

  public int channels() {
    return channels;
  }

  public int rateHz() {
    return rateHz;
  }

  /// Fills `interleaved` with whole frames as far as there are any.
  ///
  /// @return samples read, 0 at the end
  public int read(float[] interleaved) throws IOException {
    int frameBytes = bytesPerSample * channels;
    long frames = Math.min(interleaved.length / channels, remainingBytes / frameBytes);
    byte[] bytes = in.readNBytes((int) (frames * frameBytes));
    int count = bytes.length / frameBytes * channels;
    remainingBytes = count == 0 ? 0 : remainingBytes - bytes.length;
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      interleaved[i] = sample(buffer);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private float sample(ByteBuffer buffer) {
    return switch (bytesPerSample) {
      case 1 -> ((buffer.get() & 0xFF) - 128) / 128f;
      case 2 -> buffer.getShort() / 0x1p15f;
      case 3 -> ((buffer.get() & 0xFF) | (buffer.get() & 0xFF) << 8 | buffer.get() << 16) / 0x1p23f;
      default -> floating ? buffer.getFloat() : buffer.getInt() / 0x1p31f;
    };
  }

  private void readHeader() throws IOException {
    if (!tag().equals("RIFF")) {
      throw new IOException("not a WAV file: " + path);
    }
    word();
    if (!tag().equals("WAVE")) {
      throw new IOException("not a WAV file: " + path);
    }
    while (true) {
      String chunk = tag();
      long length = word() & 0xFFFF_FFFFL;
      if (chunk.equals("data")) {
        if (channels == 0) {
          throw new IOException("WAV file has no format before its data: " + path);
        }
        remainingBytes = length == 0 ? Long.MAX_VALUE : length;
        return;
      }
      if (chunk.equals("fmt ")) {
        readFormat(length);
      } else {
        in.skipNBytes(length + length % 2);
      }
    }
  }

  private void readFormat(long length) throws IOException {
    if (length < 16 || length > 1024) {
      throw new IOException(
          "WAV file is damaged, its format chunk has %d bytes: %s".formatted(length, path));
    }
    var format =
        ByteBuffer.wrap(exactly((int) (length + length % 2))).order(ByteOrder.LITTLE_ENDIAN);
    int kind = format.getShort(0) & 0xFFFF;
    if (kind == EXTENSIBLE && length >= 26) {
      kind = format.getShort(24) & 0xFFFF;
    }
    channels = format.getShort(2) & 0xFFFF;
    rateHz = format.getInt(4);
    int bits = format.getShort(14) & 0xFFFF;
    floating = kind == FLOAT;
    bytesPerSample = bits / 8;
    boolean known =
        (kind == PCM && bits % 8 == 0 && bits >= 8 && bits <= 32) || (floating && bits == 32);
    if (!known || channels < 1 || channels > 64 || rateHz < 1_000) {
      throw new IOException(
          "cannot read this kind of WAV (format %d, %d bits, %d channels): %s"
              .formatted(kind, bits, channels, path));
    }
  }

  private String tag() throws IOException {
    return new String(exactly(4), StandardCharsets.US_ASCII);
  }

  private int word() throws IOException {
    return ByteBuffer.wrap(exactly(4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("WAV file ends too early: " + path);
    }
    return bytes;
  }
}
