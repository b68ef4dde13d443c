package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.MotifLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How many there are of what a text names: "two children" are two, and so are "the wolves".
final class Numbers {
  private static final int SEVERAL = 3;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");
  private static final Map<String, Integer> ENGLISH =
      Map.ofEntries(
          Map.entry("two", 2),
          Map.entry("both", 2),
          Map.entry("pair", 2),
          Map.entry("twin", 2),
          Map.entry("three", SEVERAL),
          Map.entry("four", SEVERAL),
          Map.entry("five", SEVERAL),
          Map.entry("several", SEVERAL),
          Map.entry("many", SEVERAL),
          Map.entry("group", SEVERAL),
          Map.entry("crowd", SEVERAL));
  private static final Pattern CHINESE =
      Pattern.compile("(两|双|几|三|四|五|许多|一群|一对)(?:个|只|条|位|匹|艘|名|头|棵|座)?(.{1,4})");
  private static final Pattern CHINESE_PLURAL = Pattern.compile("(.{1,3})们");

  private Numbers() {}

  /// The motifs of a text, each as often as it is there, at most three times.
  static List<String> repeated(MotifLibrary motifs, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    var repeated = new ArrayList<String>();
    for (String motif : motifs.motifsIn(text)) {
      int count = motifs.isActor(motif) ? count(motifs, motif, lower) : 1;
      for (int one = 0; one < count; one++) {
        repeated.add(one % 2 == 1 && motif.equals("child-girl") ? "child-boy" : motif);
      }
    }
    return List.copyOf(repeated);
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
          boolean isPlural =
              (word.endsWith("s") && !word.endsWith("ss")) || word.equals("children");
          count = Math.max(count, numeral > 1 ? numeral : isPlural ? 2 : 1);
        }
        numeral = 1;
      } else if (++sinceNumeral > 3) {
        numeral = 1;
      }
    }
    for (MatchResult found : CHINESE.matcher(text).results().toList()) {
      if (motifs.motifsIn(found.group(2)).contains(motif)) {
        boolean isPair = "两双一对".contains(found.group(1));
        count = Math.max(count, isPair ? 2 : SEVERAL);
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
