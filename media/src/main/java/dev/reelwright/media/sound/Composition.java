package dev.reelwright.media.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The notes of one music bed, played into blocks as they come. The chords divide the length
/// evenly, so that the last one is the tonic and ends with the film. Mutable, played once.
final class Composition {
  private static final int EIGHTHS_PER_CHORD = 8;
  private static final int CHORDS_PER_SECTION = 8;
  private static final int[] PENTATONIC_CHORD_DEGREES = {0, 2, 4, 7, 9};

  private final Mood mood;
  private final SplittableRandom random;
  private final String progression;
  private final int tonic;
  private final float[] padTable;
  private final float[] pluckTable = Note.table(1, 0.45, 0.22, 0.1, 0.05);
  private final float[] bassTable = Note.table(1, 0.3, 0.08);
  private final List<Voice> notes = new ArrayList<>();
  private final long chords;
  private final double framesPerEighth;
  private long nextEighth;
  private long frame;
  private int lastPluck = 2;
  private boolean[] rhythm = new boolean[EIGHTHS_PER_CHORD];

  Composition(Mood mood, long seed, long lengthFrames) {
    this.mood = mood;
    random = new SplittableRandom(seed * 31 + mood.name().hashCode());
    List<String> progressions = mood.progressions();
    progression = progressions.get(random.nextInt(progressions.size()));
    tonic = 48 + random.nextInt(7) - 3;
    double b = mood.brightness;
    padTable = Note.table(1, 0.5 * b + 0.15, 0.5 * b, 0.25 * b, 0.2 * b, 0.08 * b);
    double framesPerChord = 60.0 / mood.beatsPerMinute * 4 * Sound.FILM_RATE_HZ;
    chords = Math.max(1, Math.round(lengthFrames / framesPerChord));
    framesPerEighth = (double) lengthFrames / chords / EIGHTHS_PER_CHORD;
  }

  /// Overwrites the block with the next `count` frames.
  void play(float[] left, float[] right, int count) {
    Arrays.fill(left, 0, count, 0);
    Arrays.fill(right, 0, count, 0);
    int done = 0;
    while (done < count) {
      long due = Math.round(nextEighth * framesPerEighth);
      if (due <= frame) {
        startNotes();
        nextEighth++;
        continue;
      }
      int until = (int) Math.min(count, done + due - frame);
      int from = done;
      notes.removeIf(note -> !note.addTo(left, right, from, until));
      frame += until - done;
      done = until;
    }
  }

  private void startNotes() {
    long chordNumber = nextEighth / EIGHTHS_PER_CHORD;
    int eighth = (int) (nextEighth % EIGHTHS_PER_CHORD);
    if (chordNumber >= chords) {
      return;
    }
    boolean last = chordNumber == chords - 1;
    int root = last ? 0 : progression.charAt((int) (chordNumber % progression.length())) - '0';
    if (eighth == 0) {
      if (chordNumber % CHORDS_PER_SECTION == 0) {
        chooseRhythm();
      }
      startPad(root);
    }
    startBass(root, eighth);
    boolean intro = chordNumber == 0 && chords > 2;
    if (!intro && !last) {
      startDrums(eighth);
    } else if (last && eighth == 0 && !mood.lowDrum.isEmpty()) {
      notes.add(Drum.low(mood.drumLevel));
    }
    if (!intro && (!last || eighth == 0) && rhythm[eighth]) {
      startPluck(root, eighth);
    }
  }

  /// A little unevenness, as of a hand.
  private void startDrums(int eighth) {
    char step = (char) ('0' + eighth);
    double touch = 0.85 + 0.3 * random.nextDouble();
    if (mood.lowDrum.indexOf(step) >= 0) {
      notes.add(Drum.low(mood.drumLevel * touch));
    }
    if (mood.brush.indexOf(step) >= 0) {
      notes.add(Drum.brush(0.055 * touch, random.nextLong()));
    }
    if (mood.shaker.indexOf(step) >= 0) {
      double accent = eighth % 4 == 2 ? 1.3 : 0.8;
      notes.add(Drum.shaker(0.035 * touch * accent, -0.35, random.nextLong()));
    }
  }

  private void chooseRhythm() {
    rhythm = new boolean[EIGHTHS_PER_CHORD];
    for (int i = 0; i < EIGHTHS_PER_CHORD; i++) {
      double weight = i % 4 == 0 ? 1.4 : i % 2 == 0 ? 1.0 : 0.7;
      rhythm[i] = random.nextDouble() < mood.pluckDensity * weight;
    }
    rhythm[0] = true;
  }

  private void startPad(int root) {
    int hold = (int) (framesPerEighth * EIGHTHS_PER_CHORD);
    int[] degrees = mood == Mood.TENSE ? new int[] {0, 2, 4} : new int[] {0, 2, 4, 8};
    for (int i = 0; i < degrees.length; i++) {
      // Folding every tone into one octave keeps neighbouring chords close, as a player would.
      int pitch = fold(tonic + mood.scale.semitone(root + degrees[i]), 53);
      double gain = degrees[i] == 8 ? 0.05 : 0.11;
      double pan = (i - 1.5) * 0.3;
      int attack = (int) (Math.min(1.1, hold / 3.0 / Sound.FILM_RATE_HZ) * Sound.FILM_RATE_HZ);
      notes.add(new Note(padTable, pitch, 9, gain, pan, attack, hold, 20, 0.7));
    }
    if (mood == Mood.EPIC) {
      int fifth = fold(tonic + mood.scale.semitone(root + 4), 65);
      notes.add(new Note(padTable, fifth, 12, 0.06, 0.2, hold / 2, hold, 20, 0.7));
    }
  }

  private void startBass(int root, int eighth) {
    boolean starts = mood.pulsingBass ? eighth % 2 == 0 : eighth == 0 || (eighth == 6 && root != 0);
    if (!starts) {
      return;
    }
    int pitch = fold(tonic + mood.scale.semitone(root), 35);
    double gain = mood.pulsingBass && eighth != 0 ? 0.12 : 0.17;
    double decay = mood.pulsingBass ? 0.45 : 1.8;
    int hold = (int) (framesPerEighth * (mood.pulsingBass ? 2 : 6));
    notes.add(new Note(bassTable, pitch, 2, gain, 0, 700, hold, decay, 0.12));
  }

  private void startPluck(int root, int eighth) {
    int step = random.nextInt(5) - 2;
    lastPluck = Math.clamp(lastPluck + step, 0, PENTATONIC_CHORD_DEGREES.length - 1);
    int degree = root + PENTATONIC_CHORD_DEGREES[lastPluck];
    int pitch = fold(tonic + mood.scale.semitone(degree), 67 - (mood == Mood.TENSE ? 5 : 0));
    double gain = (eighth % 4 == 0 ? 0.10 : 0.07) * (0.8 + 0.4 * random.nextDouble());
    double pan = random.nextDouble() * 0.8 - 0.4;
    notes.add(new Note(pluckTable, pitch, 3, gain, pan, 180, 1, 0.5, 0.42));
  }

  private static int fold(int pitch, int lowest) {
    return lowest + Math.floorMod(pitch - lowest, 12);
  }
}
