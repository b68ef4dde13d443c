package dev.reelwright.media.voice;

import com.sun.speech.freetts.Item;
import com.sun.speech.freetts.Relation;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import dev.reelwright.media.sound.Sound;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bundled FreeTTS with its 16 kHz voice: English, pure Java, basic. Loaded at first use.
/// Thread-safe; FreeTTS itself is not, so sentences are spoken one at a time.
final class FreeTtsEngine {
  private static final String VOICE = "kevin16";

  private final ReentrantLock lock = new ReentrantLock();
  private final WordTimes wordTimes = new WordTimes();
  private com.sun.speech.freetts.@Nullable Voice loaded;

  SentenceEngine.Utterance speak(String sentence, Path scratch) throws IOException {
    String text = asAscii(sentence);
    lock.lock();
    try {
      var voice = voice();
      var player = new SampleCollector();
      wordTimes.begin();
      voice.setAudioPlayer(player);
      if (!voice.speak(text)) {
        throw new IOException(
            "FreeTTS could not speak a sentence of %d letters".formatted(text.length()));
      }
      Sound sound = player.sound();
      return new SentenceEngine.Utterance(
          sound, aligned(Tokens.of(sentence, Locale.ENGLISH), wordTimes.scaledTo(sound)));
    } finally {
      lock.unlock();
    }
  }

  private com.sun.speech.freetts.Voice voice() throws IOException {
    if (loaded != null) {
      return loaded;
    }
    for (var voice : new KevinVoiceDirectory().getVoices()) {
      if (voice.getName().equals(VOICE)) {
        voice.allocate();
        listenTo(voice);
        loaded = voice;
        return voice;
      }
    }
    throw new IOException("the bundled FreeTTS holds no voice " + VOICE);
  }

  // FreeTTS predates generics; its list of processors is raw.
  @SuppressWarnings("unchecked")
  private void listenTo(com.sun.speech.freetts.Voice voice) {
    voice.getUtteranceProcessors().add(wordTimes);
  }

  /// FreeTTS knows ASCII only; accents are dropped and typographic marks made plain.
  static String asAscii(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("[\u2018\u2019\u02BC]", "'")
            .replaceAll("[\u201C\u201D\u00AB\u00BB]", "\"")
            .replaceAll("[\u2012-\u2015]", ", ")
            .replaceAll("\\p{M}+", "");
    return plain
        .replaceAll("[^\\x20-\\x7E]+", " ")
        .replaceAll("[<>{}\\[\\]|\\\\^~`_*#]+", " ")
        .strip();
  }

  /// Gives each written word the times of the spoken one with the same letters. One that does not
  /// agree makes all of them unknown: wrong times are worse than estimated ones.
  private static List<Spoken.Word> aligned(List<String> written, List<Spoken.Word> spoken) {
    List<Spoken.Word> words = new ArrayList<>();
    int next = 0;
    for (String word : written) {
      String key = letters(asAscii(word));
      long start = -1;
      long end = -1;
      String heard = "";
      while (next < spoken.size() && !heard.equals(key) && key.startsWith(heard)) {
        Spoken.Word piece = spoken.get(next++);
        start = start < 0 ? piece.startMillis() : start;
        end = piece.endMillis();
        heard += letters(piece.text());
      }
      if (!heard.equals(key) || start < 0) {
        return List.of();
      }
      words.add(new Spoken.Word(word, start, end));
    }
    return words;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /// Reads, before the sound is made, when each written token will be spoken.
  private static final class WordTimes implements UtteranceProcessor {
    private final List<String> texts = new ArrayList<>();
    private final List<float[]> spans = new ArrayList<>();
    private float offsetSeconds;

    void begin() {
      texts.clear();
      spans.clear();
      offsetSeconds = 0;
    }

    @Override
    public void processUtterance(Utterance utterance) {
      float previousEnd = 0;
      Item current = null;
      Relation segments = utterance.getRelation(Relation.SEGMENT);
      for (Item segment = segments.getHead(); segment != null; segment = segment.getNext()) {
        float end = segment.getFeatures().getFloat("end");
        Item token = segment.findItem("R:SylStructure.parent.parent.R:Token.parent");
        if (token != null) {
          if (current != null && token.equalsShared(current)) {
            spans.getLast()[1] = offsetSeconds + end;
          } else {
            texts.add(token.getFeatures().getString("name"));
            spans.add(new float[] {offsetSeconds + previousEnd, offsetSeconds + end});
            current = token;
          }
        }
        previousEnd = end;
      }
      offsetSeconds += previousEnd;
    }

    /// The sound comes out a few per cent shorter than planned; the times follow it.
    List<Spoken.Word> scaledTo(Sound sound) {
      double scale = offsetSeconds == 0 ? 0 : sound.lengthMillis() / offsetSeconds;
      List<Spoken.Word> words = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        words.add(
            new Spoken.Word(
                texts.get(i),
                Math.round(spans.get(i)[0] * scale),
                Math.round(spans.get(i)[1] * scale)));
      }
      return words;
    }
  }
}
