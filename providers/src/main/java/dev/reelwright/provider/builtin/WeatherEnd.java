package dev.reelwright.provider.builtin;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The last place in a text where it says that some weather is over.
///
/// @param weather what is over, as the text calls it
/// @param end where what comes after it begins
record WeatherEnd(String weather, int end) {
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(rain|rains|snow|snowfall|storm|thunder|blizzard|fog|mist|clouds?|drizzle|downpour)"
              + "(?: (?:has|have|had|finally|slowly|soon|at last))*"
              + " (?:stops?|stopped|ends?|ended|pass|passes|passed|clears?|cleared|lifts?|lifted|fades?"
              + "|faded|leaves?|left|(?:is|are|was|were) (?:over|gone)|dies? (?:down|away)"
              + "|died (?:down|away)|ceases?|ceased|parts?|parted|melts?|melted|moves on|moved on)\\b");
  private static final Pattern ENGLISH_TURNED =
      Pattern.compile(
          "\\b(?:after (?:the|a)|no more|(?:stops?|stopped|ceases?|ceased))"
              + " (rain|raining|snow|snowing|storm|storming|fog|mist)\\b");
  private static final Pattern CHINESE =
      Pattern.compile(
          "(暴风雨|暴风雪|雷雨|暴雨|大雨|大雪|雪|雨|雾|云|风暴)(?:已经|终于|渐渐|慢慢|都|就)*(?:停|散|过去|退去|退了|消|化|住了|过天晴)");
  private static final Pattern CHINESE_TURNED = Pattern.compile("不再(?:下)?(雪|雨)");

  static Optional<WeatherEnd> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Optional<WeatherEnd> last = Optional.empty();
    for (Pattern pattern : new Pattern[] {ENGLISH, ENGLISH_TURNED, CHINESE, CHINESE_TURNED}) {
      for (MatchResult found : pattern.matcher(lower).results().toList()) {
        if (last.isEmpty() || found.end() > last.get().end()) {
          last = Optional.of(new WeatherEnd(found.group(1), found.end()));
        }
      }
    }
    return last;
  }
}
