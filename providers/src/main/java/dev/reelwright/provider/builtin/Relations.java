package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.MotifLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where one thing of a text is, seen from another: "a fox beside a lantern", "猫在船上".
final class Relations {
  private static final int LONGEST_BETWEEN = 60;
  private static final Map<String, Pattern> ENGLISH = new TreeMap<>();
  private static final Map<String, String> CHINESE_ENDS =
      Map.of("上", "on", "下", "below", "前", "before", "后", "behind", "旁", "beside", "边", "beside");

  static {
    english("above", "above|over|high over");
    english("below", "under|below|beneath|underneath");
    english("before", "in front of");
    english("behind", "behind");
    english("on", "on top of|on|onto|upon|aboard");
    english("beside", "beside|next to|near|alongside|by|around");
  }

  private Relations() {}

  private static void english(String kind, String words) {
    // Only what stands directly before the second thing, but for its article and adjectives.
    ENGLISH.put(
        kind,
        Pattern.compile(
            "(?:^|[^\\p{L}])(?:"
                + words
                + ")(?: (?:an?|the|his|her|its|their|my|our|two|three|some))?"
                + "(?: (?!and\\b|or\\b|in\\b|at\\b|to\\b)[\\p{L}-]+){0,2}\\s*$"));
  }

  /// Triples of subject, kind and object, as the animatic knows them; each pair once.
  static List<List<String>> in(MotifLibrary motifs, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<MotifLibrary.Mention> mentions = motifs.mentionsIn(text);
    var relations = new ArrayList<List<String>>();
    for (int index = 0; index + 1 < mentions.size(); index++) {
      MotifLibrary.Mention subject = mentions.get(index);
      MotifLibrary.Mention object = mentions.get(index + 1);
      boolean isNear =
          object.start() >= subject.end() && object.start() - subject.end() <= LONGEST_BETWEEN;
      if (isNear && !subject.id().equals(object.id())) {
        kind(lower, subject, object)
            .ifPresent(kind -> relations.add(List.of(subject.id(), kind, object.id())));
      }
    }
    return List.copyOf(relations);
  }

  private static Optional<String> kind(
      String text, MotifLibrary.Mention subject, MotifLibrary.Mention object) {
    String between = text.substring(subject.end(), object.start());
    if (between.matches(".*[.!?。！？].*")) {
      return Optional.empty();
    }
    if (between.contains("在")) {
      String after = text.substring(object.end(), Math.min(text.length(), object.end() + 2));
      return CHINESE_ENDS.entrySet().stream()
          .filter(end -> after.startsWith(end.getKey()) || after.endsWith(end.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    }
    return ENGLISH.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(between).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
