package dev.reelwright.media.probe;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Reads what a WAV file says of itself, where it is of the plainest kind and whole: to start a
/// program for each sentence of a narration takes longer than all else that is done with it.
final class PlainSound {
  private static final int BITS = 16;

  private PlainSound() {}

  /// Empty for every other kind, and where the file is shorter than it says: others know better.
  static Optional<ProbedFile.Sound> of(Path file) throws IOException {
    try {
      var facts = AudioSystem.getAudioFileFormat(file.toFile());
      return isPlain(facts, Files.size(file))
          ? Optional.of(sound(facts.getFormat(), facts.getFrameLength()))
          : Optional.empty();
    } catch (UnsupportedAudioFileException | EOFException e) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(AudioFileFormat facts, long bytes) {
    var format = facts.getFormat();
    return facts.getType().equals(AudioFileFormat.Type.WAVE)
        && format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
        && format.getSampleSizeInBits() == BITS
        && !format.isBigEndian()
        && format.getSampleRate() >= 1
        && format.getChannels() >= 1
        && facts.getFrameLength() > 0
        && (long) facts.getFrameLength() * format.getFrameSize() < bytes;
  }

  private static ProbedFile.Sound sound(AudioFormat format, int frames) {
    int rate = Math.round(format.getSampleRate());
    var length = Duration.ofNanos(Math.round(frames * 1e9 / rate));
    return new ProbedFile.Sound("pcm_s16le", rate, format.getChannels(), Optional.of(length));
  }
}
