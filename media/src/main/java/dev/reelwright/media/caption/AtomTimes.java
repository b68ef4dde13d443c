package dev.reelwright.media.caption;

import dev.reelwright.media.voice.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// When each atom is spoken: known where the words of the voice are found in the text, in between
/// by weight.
final class AtomTimes {
  /// How many letters the voice may have left out before a word counts as not found.
  private static final int LOOK_AHEAD = 80;

  private final double[] startMillis;
  private final double[] endMillis;

  private AtomTimes(double[] startMillis, double[] endMillis) {
    this.startMillis = startMillis;
    this.endMillis = endMillis;
  }

  static AtomTimes of(List<Atom> atoms, List<Spoken.Word> words, long speechMillis) {
    // Position p on the line of weight; anchors tie positions to times.
    double[] before = new double[atoms.size() + 1];
    var letters = new StringBuilder();
    List<Double> positions = new ArrayList<>();
    for (int i = 0; i < atoms.size(); i++) {
      double position = before[i];
      for (String cluster : Atoms.clusters(atoms.get(i).text())) {
        String key = letters(cluster);
        letters.append(key);
        for (int k = 0; k < key.length(); k++) {
          positions.add(position);
        }
        position += Atoms.weight(cluster);
      }
      before[i + 1] = before[i] + atoms.get(i).weight();
    }
    positions.add(before[atoms.size()]);
    var anchors = anchors(letters.toString(), positions, words, speechMillis);
    double[] start = new double[atoms.size()];
    double[] end = new double[atoms.size()];
    for (int i = 0; i < atoms.size(); i++) {
      start[i] = anchors.timeAt(before[i], true);
      end[i] = anchors.timeAt(before[i + 1], false);
    }
    return new AtomTimes(start, end);
  }

  long start(int atom) {
    return Math.round(startMillis[atom]);
  }

  long end(int atom) {
    return Math.round(endMillis[atom]);
  }

  private static Anchors anchors(
      String letters, List<Double> positions, List<Spoken.Word> words, long speechMillis) {
    var anchors = new Anchors();
    anchors.add(0, 0);
    int from = 0;
    for (Spoken.Word word : words) {
      String key = letters(word.text());
      int at = key.isEmpty() ? -1 : letters.indexOf(key, from);
      if (at >= 0 && at - from <= LOOK_AHEAD) {
        anchors.add(positions.get(at), Math.min(word.startMillis(), speechMillis));
        anchors.add(positions.get(at + key.length()), Math.min(word.endMillis(), speechMillis));
        from = at + key.length();
      }
    }
    anchors.add(positions.getLast(), speechMillis);
    return anchors;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /// Points of a line that never falls.
  private static final class Anchors {
    private final List<double[]> points = new ArrayList<>();

    void add(double position, long millis) {
      if (!points.isEmpty()) {
        double[] last = points.getLast();
        if (position < last[0]) {
          return;
        }
        points.add(new double[] {position, Math.max(last[1], (double) millis)});
      } else {
        points.add(new double[] {position, millis});
      }
    }

    /// @param latest which time counts where two points share the position: a pause lies there
    double timeAt(double position, boolean latest) {
      int right = 0;
      while (right < points.size() - 1
          && (latest ? points.get(right)[0] <= position : points.get(right)[0] < position)) {
        right++;
      }
      double[] b = points.get(right);
      double[] a = points.get(Math.max(0, right - 1));
      if (b[0] <= position || b[0] == a[0]) {
        return latest && a[0] == position ? a[1] : b[1];
      }
      return a[1] + (b[1] - a[1]) * (position - a[0]) / (b[0] - a[0]);
    }
  }
}
