package dev.reelwright.provider.builtin;

import dev.reelwright.project.Format;
import dev.reelwright.project.ProjectSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Decides how many shots there are, which sentences each tells, and how long each lasts.
final class Beats {
  private static final int MOST_SHOTS = 40;
  private static final int MOST_LISTED = 400;
  private static final double SHORTEST_SECONDS = 3;
  private static final double LONGEST_SECONDS = 14;
  private static final double LONGEST_SILENT_BEAT_SECONDS = 8;
  private static final double PAUSE_SECONDS = 0.9;
  private static final double LETTERS_PER_SECOND = 16;
  private static final double HANZI_PER_SECOND = 4.2;

  /// One shot's share of the story.
  ///
  /// @param text what is told; empty in a shot that only goes on showing
  /// @param shown what is seen
  /// @param directions what is said about the camera and about cards
  record Beat(String text, String shown, int paragraph, Duration length, Directions directions) {}

  private record Group(
      String text, String shown, int paragraph, double seconds, Directions directions) {}

  private Beats() {}

  static List<Beat> plan(List<ScriptText.Sentence> sentences, ProjectSettings settings) {
    List<Group> groups =
        sentences.stream()
            .map(
                sentence ->
                    new Group(
                        sentence.text(),
                        sentence.shown(),
                        sentence.paragraph(),
                        seconds(sentence.text()),
                        sentence.directions()))
            .toList();
    int shots = shots(groups, settings);
    groups = groups.size() > shots ? merged(groups, shots) : extended(groups, shots);
    List<Duration> lengths = lengths(groups, settings);
    var beats = new ArrayList<Beat>();
    for (int index = 0; index < groups.size(); index++) {
      Group group = groups.get(index);
      beats.add(
          new Beat(
              group.text(),
              group.shown(),
              group.paragraph(),
              lengths.get(index),
              group.directions()));
    }
    return beats;
  }

  /// How long the sentence takes to say.
  static double seconds(String text) {
    long wide =
        text.codePoints()
            .filter(letter -> letter >= 0x2E80 && Character.isLetterOrDigit(letter))
            .count();
    long narrow = text.codePoints().filter(letter -> letter < 0x2E80).count();
    return wide / HANZI_PER_SECOND + narrow / LETTERS_PER_SECOND;
  }

  private static int shots(List<Group> groups, ProjectSettings settings) {
    Integer wished = settings.shots();
    if (wished != null) {
      return wished;
    }
    Duration film = settings.length();
    Duration each = settings.shotLength();
    if (film != null && each != null) {
      return Math.clamp(Math.round(film.toMillis() / (double) each.toMillis()), 1, 10_000);
    }
    boolean isListed = groups.stream().anyMatch(group -> group.directions().isExplicit());
    int natural = Math.clamp(groups.size(), 1, isListed ? MOST_LISTED : MOST_SHOTS);
    if (film == null) {
      // One sentence alone makes a film when it is seen from more than one side.
      return natural == 1 && !isListed ? 3 : natural;
    }
    double seconds = film.toMillis() / 1000.0;
    int fewest = (int) Math.ceil(seconds / LONGEST_SILENT_BEAT_SECONDS);
    int most = Math.max(1, (int) (seconds / 1.5));
    return Math.clamp(natural, Math.min(fewest, most), most);
  }

  /// Joins neighbours, the shortest pair first, until the number fits.
  private static List<Group> merged(List<Group> groups, int shots) {
    var joined = new ArrayList<>(groups);
    while (joined.size() > shots) {
      int best = 0;
      double least = Double.MAX_VALUE;
      for (int index = 0; index + 1 < joined.size(); index++) {
        Group left = joined.get(index);
        Group right = joined.get(index + 1);
        double cost =
            left.seconds() + right.seconds() + (left.paragraph() == right.paragraph() ? 0 : 6);
        if (cost < least) {
          least = cost;
          best = index;
        }
      }
      Group left = joined.get(best);
      Group right = joined.remove(best + 1);
      joined.set(
          best,
          new Group(
              glue(left.text(), right.text()),
              glue(left.shown(), right.shown()),
              left.paragraph(),
              left.seconds() + right.seconds(),
              left.directions().or(right.directions())));
    }
    return joined;
  }

  private static String glue(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left + right;
    }
    boolean wide = left.codePointBefore(left.length()) >= 0x2E80;
    return wide ? left + right : left + " " + right;
  }

  /// Shows the longest sentences from further sides until there are enough shots.
  private static List<Group> extended(List<Group> groups, int shots) {
    int[] sides = new int[groups.size()];
    for (int extra = groups.size(); extra < shots; extra++) {
      int best = 0;
      for (int index = 1; index < sides.length; index++) {
        double own = (groups.get(index).seconds() + 2) / (sides[index] + 1);
        double leading = (groups.get(best).seconds() + 2) / (sides[best] + 1);
        if (own > leading) {
          best = index;
        }
      }
      sides[best]++;
    }
    var extended = new ArrayList<Group>();
    for (int index = 0; index < groups.size(); index++) {
      Group group = groups.get(index);
      extended.add(group);
      Directions directions = Directions.NONE.at(group.directions().place());
      for (int side = 0; side < sides[index]; side++) {
        extended.add(new Group("", group.shown(), group.paragraph(), 2, directions));
      }
    }
    return extended;
  }

  private static List<Duration> lengths(List<Group> groups, ProjectSettings settings) {
    Format format = settings.format();
    Duration film = settings.length();
    Duration each = settings.shotLength();
    int shots = groups.size();
    if (each != null && (film == null || each.multipliedBy(shots).equals(film))) {
      return Collections.nCopies(shots, Duration.ofMillis(Math.max(1, each.toMillis())));
    }
    if (film != null && each != null && each.multipliedBy(shots - 1L).compareTo(film) < 0) {
      // All but the last as long as wished; the last takes what is left.
      var lengths =
          new ArrayList<>(
              Collections.nCopies(shots - 1, Duration.ofMillis(Math.max(1, each.toMillis()))));
      lengths.add(film.minus(each.multipliedBy(shots - 1L)));
      return lengths;
    }
    List<Double> weights = groups.stream().map(group -> natural(group, shots)).toList();
    if (film == null) {
      double natural = weights.stream().mapToDouble(Double::doubleValue).sum();
      film = ShotLengths.onFrames(Duration.ofMillis(Math.round(natural * 1000)), format);
    }
    return ShotLengths.share(film, weights, format);
  }

  private static double natural(Group group, int shots) {
    double longest = shots >= MOST_SHOTS ? 40 : LONGEST_SECONDS + 6;
    return Math.clamp(group.seconds() + PAUSE_SECONDS, SHORTEST_SECONDS, longest);
  }
}
