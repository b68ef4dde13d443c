package dev.reelwright.media.voice;

import dev.reelwright.media.sound.Sound;
import dev.reelwright.media.sound.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Speaks a text sentence by sentence and puts the sentences together, trimmed and evenly loud.
final class Narrator implements Voice {
  static final double MAX_SPEED = 1.6;
  private static final long NOTHING_MILLIS = 100;

  private final String name;
  private final Locale locale;
  private final SentenceEngine engine;

  Narrator(String name, Locale locale, SentenceEngine engine) {
    this.name = name;
    this.locale = locale;
    this.engine = engine;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Spoken speak(String text, long fitMillis, Path wav, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    List<Sentence> sentences = new ArrayList<>();
    Path scratch = wav.resolveSibling(wav.getFileName() + ".sentence");
    for (Sentences.Piece piece : Sentences.of(printable(text), locale)) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("speaking was cancelled");
      }
      var utterance = engine.speak(piece.text(), scratch);
      var trim = SpeechLevel.trim(utterance.sound());
      if (trim.sound().length() > 0) {
        sentences.add(new Sentence(piece, trim, utterance.words()));
      }
    }
    if (sentences.isEmpty()) {
      WavWriter.write(wav, Sound.silence(NOTHING_MILLIS, Sound.FILM_RATE_HZ));
      return new Spoken(NOTHING_MILLIS, List.of());
    }
    double speed = speedToFit(sentences, fitMillis);
    return write(sentences, speed, wav);
  }

  private static double speedToFit(List<Sentence> sentences, long fitMillis) {
    long natural = -sentences.getLast().piece.pauseMillis();
    for (Sentence sentence : sentences) {
      natural += sentence.trim.sound().lengthMillis() + 1 + sentence.piece.pauseMillis();
    }
    return fitMillis > 0 && natural > fitMillis
        ? Math.min(MAX_SPEED, (double) natural / fitMillis)
        : 1;
  }

  private Spoken write(List<Sentence> sentences, double speed, Path wav) throws IOException {
    List<Spoken.Word> words = new ArrayList<>();
    long frames = 0;
    try (var writer = new WavWriter(wav, 1, Sound.FILM_RATE_HZ)) {
      for (int i = 0; i < sentences.size(); i++) {
        Sentence sentence = sentences.get(i);
        Sound sound =
            SpeechLevel.levelled(
                sentence.trim.sound().resampledTo(Sound.FILM_RATE_HZ).fasterBy(speed));
        addWords(sentence, frames, sound, speed, words);
        writer.write(sound.samples(), sound.length());
        frames += sound.length();
        if (i < sentences.size() - 1) {
          long pauseMillis = Math.round(sentence.piece.pauseMillis() / speed);
          float[] pause = Sound.silence(pauseMillis, Sound.FILM_RATE_HZ).samples();
          writer.write(pause, pause.length);
          frames += pause.length;
        }
      }
    }
    return new Spoken(millis(frames), words);
  }

  private void addWords(
      Sentence sentence, long startFrame, Sound sound, double speed, List<Spoken.Word> words) {
    long start = millis(startFrame);
    long end = millis(startFrame + sound.length());
    if (sentence.words.isEmpty()) {
      words.addAll(spread(Tokens.of(sentence.piece.text(), locale), start, end));
      return;
    }
    for (Spoken.Word word : sentence.words) {
      long from = start + Math.round((word.startMillis() - sentence.trim.skippedMillis()) / speed);
      long to = start + Math.round((word.endMillis() - sentence.trim.skippedMillis()) / speed);
      long clampedFrom = Math.clamp(from, start, end);
      words.add(new Spoken.Word(word.text(), clampedFrom, Math.clamp(to, clampedFrom, end)));
    }
  }

  private static List<Spoken.Word> spread(List<String> tokens, long start, long end) {
    double total = tokens.stream().mapToDouble(Tokens::weight).sum();
    List<Spoken.Word> words = new ArrayList<>();
    double before = 0;
    for (String token : tokens) {
      double after = before + Tokens.weight(token);
      words.add(
          new Spoken.Word(
              token,
              start + Math.round((end - start) * before / total),
              start + Math.round((end - start) * after / total)));
      before = after;
    }
    return words;
  }

  /// Pictures and invisible characters would be read out by name.
  private static String printable(String text) {
    return text.replaceAll("[\\p{So}\\p{Sk}\\p{Cs}\\p{Co}\\p{Cn}\\p{Cf}&&[^\u200C\u200D]]+", " ")
        .replaceAll("[\\p{Cc}&&[^\\r\\n\\t]]+", " ");
  }

  private static long millis(long frames) {
    return frames * 1000 / Sound.FILM_RATE_HZ;
  }

  private record Sentence(Sentences.Piece piece, SpeechLevel.Trim trim, List<Spoken.Word> words) {}
}
