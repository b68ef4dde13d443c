package dev.reelwright.media.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a 16-bit PCM WAV file block by block, so that memory does not grow with its length. The
/// header is completed on close. Not thread-safe.
public final class WavWriter implements AutoCloseable {
  private static final int HEADER_BYTES = 44;

  private final FileChannel file;
  private final int channels;
  private final int rateHz;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private long dataBytes;

  /// @param channels 1 or 2
  /// @throws IOException when the file cannot be written
  public WavWriter(Path path, int channels, int rateHz) throws IOException {
    if (channels < 1 || channels > 2) {
      throw new IllegalArgumentException("channels must be 1 or 2: " + channels);
    }
    this.channels = channels;
    this.rateHz = rateHz;
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    file.position(HEADER_BYTES);
  }

  /// Writes a whole sound into one mono file.
  public static void write(Path path, Sound sound) throws IOException {
    try (var writer = new WavWriter(path, 1, sound.rateHz())) {
      float[] samples = sound.samples();
      writer.write(samples, samples.length);
    }
  }

  /// Appends interleaved samples, -1..1; what lies beyond is held at full scale.
  ///
  /// @param count how many of them, a multiple of the channels
  public void write(float[] interleaved, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (buffer.remaining() < 2) {
        drain();
      }
      float clamped = Math.clamp(interleaved[i], -1f, 1f);
      buffer.putShort((short) Math.round(clamped * 32_767f));
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      drain();
      var header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      header.put(ascii("RIFF")).putInt((int) (HEADER_BYTES - 8 + dataBytes)).put(ascii("WAVE"));
      header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
      header.putInt(rateHz).putInt(rateHz * channels * 2);
      header.putShort((short) (channels * 2)).putShort((short) 16);
      header.put(ascii("data")).putInt((int) dataBytes).flip();
      file.position(0);
      while (header.hasRemaining()) {
        file.write(header);
      }
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    dataBytes += buffer.remaining();
    if (dataBytes > 0xFFFF_FFFFL - HEADER_BYTES) {
      throw new IOException("a WAV file cannot hold more than 4 GiB");
    }
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
