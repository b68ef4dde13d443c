package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.MotifLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How many there are of what a text names: "two children" are two, and so are "the wolves".
final class Numbers {
  /// Who stands beside whom when there are several.
  private static final Map<String, String> OTHERS =
      Map.of("child-girl", "child-boy", "person", "woman", "man-running", "woman-running");

  private static final Set<String> OF_PEOPLE = Set.of("crowd", "group", "both", "pair", "twin");
  private static final int SEVERAL = 3;
  private static final int MOST = 5;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");
  private static final Map<String, Integer> ENGLISH =
      Map.ofEntries(
          Map.entry("two", 2),
          Map.entry("both", 2),
          Map.entry("pair", 2),
          Map.entry("twin", 2),
          Map.entry("three", SEVERAL),
          Map.entry("four", 4),
          Map.entry("five", MOST),
          Map.entry("six", MOST),
          Map.entry("seven", MOST),
          Map.entry("ten", MOST),
          Map.entry("several", SEVERAL),
          Map.entry("many", MOST),
          Map.entry("group", 4),
          Map.entry("flock", MOST),
          Map.entry("crowd", MOST));
  private static final Pattern CHINESE =
      Pattern.compile("(两|双|几|三|四|五|许多|一群|一对)(?:个|只|条|位|匹|艘|名|头|棵|座)?(.{1,4})");
  private static final Pattern CHINESE_PLURAL = Pattern.compile("(.{1,3})们");

  private Numbers() {}

  /// The motifs of a text, each as often as it is there, at most five times.
  static List<String> repeated(MotifLibrary motifs, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    var repeated = new ArrayList<String>();
    for (String motif : motifs.motifsIn(text)) {
      boolean isCounted = motifs.isActor(motif) || numberIsNamed(motifs, motif, lower);
      int count = isCounted ? count(motifs, motif, lower) : 1;
      for (int one = 0; one < count; one++) {
        repeated.add(one % 2 == 1 ? OTHERS.getOrDefault(motif, motif) : motif);
      }
    }
    return List.copyOf(repeated);
  }

  /// Things, such as tomatoes, are as many as the text says; a plural alone does not repeat them.
  private static boolean numberIsNamed(MotifLibrary motifs, String motif, String text) {
    return !motifs.isLandmark(motif)
        && (WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .anyMatch(word -> ENGLISH.containsKey(word) && !OF_PEOPLE.contains(word))
            || CHINESE.matcher(text).find())
        && count(motifs, motif, text) > 1;
  }

  private static int count(MotifLibrary motifs, String motif, String text) {
    int count = 1;
    int numeral = 1;
    int sinceNumeral = 0;
    for (MatchResult found : WORD.matcher(text).results().toList()) {
      String word = found.group();
      if (ENGLISH.containsKey(word)) {
        numeral = ENGLISH.getOrDefault(word, 1);
        sinceNumeral = 0;
      } else if (!motifs.motifsIn(word).isEmpty()) {
        if (motifs.motifsIn(word).contains(motif)) {
          int many = motifs.isPlural(word, motif) ? 2 : 1;
          count = Math.max(count, numeral > 1 ? numeral : many);
        }
        numeral = 1;
      } else if (++sinceNumeral > 3) {
        numeral = 1;
      }
    }
    for (MatchResult found : CHINESE.matcher(text).results().toList()) {
      if (motifs.motifsIn(found.group(2)).contains(motif)) {
        int named =
            switch (found.group(1)) {
              case "两", "双", "一对", "二" -> 2;
              case "四" -> 4;
              case "五", "许多", "一群" -> MOST;
              default -> SEVERAL;
            };
        count = Math.max(count, named);
      }
    }
    for (MatchResult found : CHINESE_PLURAL.matcher(text).results().toList()) {
      if (motifs.motifsIn(found.group(1)).contains(motif)) {
        count = Math.max(count, 2);
      }
    }
    return count;
  }
}
