package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.MotifLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Blanks out the English words of a text that name a thing without showing it: verbs that look
/// like nouns ("they wave"), comparisons ("like a bird") and owners ("the baker's daughter").
final class PicturedWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-][\\p{L}]+)*");
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(?<!would )(?<!'d )\\blike (?:an?|the|some)\\b"
              + "(?:(?! (?:in|on|at|by|through|across|over|under|from) )[^,.;:!?\\n])*",
          Pattern.CASE_INSENSITIVE);

  /// What is said not to be there: "the wolf was gone", "no boat", "without him".
  private static final Pattern ABSENT =
      Pattern.compile(
          "\\b(?:the|his|her|their|my|our|its) [\\p{L}-]+(?= (?:was|is|were|are|had|has) (?:almost |already"
              + " |suddenly |long )?(?:gone|disappeared|vanished)\\b)|\\b(?:no|without(?: an?| the| any)?)"
              + " [\\p{L}-]+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SENTENCE_BREAK = Pattern.compile("[^\\s\\p{L}\\p{N}]");

  private static final Set<String> ALSO_VERBS =
      words(
          "wave waves park parks rock rocks rose leaves bear bears fish duck ducks swallow swallows"
              + " ring rings train trains ship ships camp harvest book books paint plant plants seal"
              + " seals bow bows watch present mind map film films fire fires shop shops house houses"
              + " storm storms cloud clouds shield hammer hammers bat crane cook cooks guard guards"
              + " drum drums spell phone mist stone star stars");
  private static final Set<String> BEFORE_A_NOUN =
      words(
          "a an the my your his her its our their this that these those some any no every each all"
              + " both one two three four five six seven eight nine ten many few several more most"
              + " another other of in on at by with from for into onto over under above below across"
              + " through along behind beside beyond between near toward towards after before during"
              + " without upon against around past like as than where when while big small huge great"
              + " tall little high low old new young red blue green white black brown grey gray dark"
              + " light bright wild cold warm hot deep still strong giant sharp steep gold golden"
              + " wooden broken frozen open good bad sea ocean sand water beach forest night");
  private static final Set<String> BEFORE_A_VERB =
      words(
          "i you he she it we they who will would can could may might must shall should do does did"
              + " don't doesn't didn't not never always often let");
  private static final Set<String> AFTER_A_VERB =
      words("to at from back goodbye him her them us me his their");
  private static final Pattern ADJECTIVE =
      Pattern.compile(".{2,}(?:y|ful|ous|al|ic|ive|less|ish|ed|ing|est)");

  private final MotifLibrary motifs;

  PicturedWords(MotifLibrary motifs) {
    this.motifs = motifs;
  }

  /// The text, as long as it was, with blanks where nothing is shown.
  String of(String text) {
    var shown = new StringBuilder(text);
    COMPARISON.matcher(text).results().forEach(found -> blank(shown, found.start(), found.end()));
    ABSENT.matcher(text).results().forEach(found -> blank(shown, found.start(), found.end()));
    List<MatchResult> words = WORD.matcher(text).results().toList();
    for (int index = 0; index < words.size(); index++) {
      MatchResult word = words.get(index);
      boolean isOwner = isOwnerOfSomethingShown(words, index);
      if (isOwner || isVerb(clauseUntil(text, words, index), next(words, index), lower(word))) {
        blank(shown, word.start(), word.end());
      }
    }
    return shown.toString();
  }

  private boolean isOwnerOfSomethingShown(List<MatchResult> words, int index) {
    String word = lower(words.get(index));
    boolean owns = word.endsWith("'s") || word.endsWith("’s");
    return owns && !motifs.motifsIn(next(words, index)).isEmpty();
  }

  /// @param before the words of the same clause before it, the nearest last
  private boolean isVerb(List<String> before, String next, String word) {
    if (!ALSO_VERBS.contains(word) || before.isEmpty()) {
      return false;
    }
    String previous = before.getLast();
    boolean isPlural = word.endsWith("s");
    if (BEFORE_A_VERB.contains(previous) || (previous.equals("to") && !isPlural)) {
      return true;
    }
    if (previous.equals("and") || previous.equals("or")) {
      return AFTER_A_VERB.contains(next);
    }
    if (BEFORE_A_NOUN.contains(previous) || previous.equals("to")) {
      return false;
    }
    boolean followsAdverb = previous.endsWith("ly");
    boolean followsSomebody = !motifs.motifsIn(previous).isEmpty();
    return followsAdverb || followsSomebody || !ADJECTIVE.matcher(previous).matches();
  }

  private static List<String> clauseUntil(String text, List<MatchResult> words, int index) {
    var before = new ArrayList<String>();
    int end = words.get(index).start();
    for (int at = index - 1; at >= 0 && before.size() < 2; at--) {
      MatchResult word = words.get(at);
      Matcher between = SENTENCE_BREAK.matcher(text.substring(word.end(), end));
      if (between.find()) {
        break;
      }
      before.addFirst(lower(word));
      end = word.start();
    }
    return before;
  }

  private static String next(List<MatchResult> words, int index) {
    return index + 1 < words.size() ? lower(words.get(index + 1)) : "";
  }

  private static String lower(MatchResult word) {
    return word.group().toLowerCase(Locale.ROOT);
  }

  private static void blank(StringBuilder text, int start, int end) {
    text.replace(start, end, " ".repeat(end - start));
  }

  private static Set<String> words(String spaced) {
    return Set.of(spaced.split(" ", 0));
  }
}
