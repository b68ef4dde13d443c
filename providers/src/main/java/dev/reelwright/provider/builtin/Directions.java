package dev.reelwright.provider.builtin;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a text says about the camera rather than about the story, and words that are to be shown as
/// a card.
///
/// @param camera as a scene knows it; empty when nothing is said
/// @param framing as a scene knows it; empty when nothing is said
/// @param place a heading such as `INT. KITCHEN - NIGHT`; empty when there is none
/// @param card words to show in large letters; empty for none
/// @param isExplicit whether somebody listed this as a shot of its own
record Directions(String camera, String framing, String place, String card, boolean isExplicit) {
  static final Directions NONE = new Directions("", "", "", "", false);

  /// A text without its directions, and these.
  record Read(String text, Directions directions) {}

  private record Wish(Pattern pattern, String camera, String framing) {}

  private static final List<Wish> WISHES =
      List.of(
          framing("extreme close-?ups?|close-?ups?|macro shot|detail shot|特写|近景", "close"),
          framing("medium (?:close )?shots?|mid shots?|two-?shots?|中景", "medium"),
          framing(
              "(?:extreme )?(?:wide|long)(?: angle)? shots?|wide angle|establishing shots?|full shots?"
                  + "|aerial (?:shots?|view)|drone shots?|bird'?s[- ]eye view|大?远景|大?全景|航拍",
              "wide"),
          camera(
              "push(?:es|ing)?[- ]?in|zoom(?:s|ing)?[- ]?in|doll(?:y|ies)[- ]?in|镜头(?:缓慢|慢慢)?推[近进]|推镜头?"
                  + "|缓慢推[近进]",
              "push_in"),
          camera(
              "pull(?:s|ing)?[- ]?(?:out|back)|zoom(?:s|ing)?[- ]?out|doll(?:y|ies)[- ]?out"
                  + "|镜头(?:缓慢|慢慢)?拉[远开]|拉镜头?|缓慢拉[远开]",
              "pull_out"),
          camera(
              "pan(?:s|ning)?(?: to the| to)? left(?:wards)?|镜头(?:缓慢|慢慢)?(?:左移|向左[摇移])|左摇",
              "pan_left"),
          camera(
              "pan(?:s|ning)?(?: to the| to)? right(?:wards)?|镜头(?:缓慢|慢慢)?(?:右移|向右[摇移])|右摇",
              "pan_right"),
          camera("(?:tilt|crane)(?:s|ing)? up(?:wards)?|镜头(?:缓慢|慢慢)?(?:上摇|上移)", "tilt_up"),
          camera("(?:tilt|crane)(?:s|ing)? down(?:wards)?|镜头(?:缓慢|慢慢)?(?:下摇|下移)", "tilt_down"),
          camera("(?:static|locked|fixed)(?:[- ]off)? (?:shot|camera)|still camera|固定镜头", "static"),
          camera("tracking shot|camera (?:tracks|follows)|steadicam|handheld|跟拍", "drift"));

  private static final String SLOWLY =
      "(?:the camera )?(?:(?:very )?slow(?:ly)?|gentle|gently|quick|fast)?\\s*";
  private static final Pattern CARD =
      Pattern.compile(
          "^\\s*(?:(?:opening |main )?title(?: card| screen)?|(?:end|closing|final)(?: title)?(?: card| screen)"
              + "|end title|card|片名|标题|片头|片尾|字幕卡)\\s*[:：]\\s*[\"“]?(.+?)[\"”]?\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTED_CARD =
      Pattern.compile(
          "^\\s*(?:start|begin|open|end|close|finish)s? with (?:the |a )?(?:title|words|card|end card|title card)"
              + "(?: saying| that says| reading)?\\s*[:：]?\\s*[\"“](.+?)[\"”][.。]?\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern END =
      Pattern.compile(
          "^\\s*(the end|fin|ende|fine|完|终|全剧终|剧终)\\s*[.。!！]?\\s*$", Pattern.CASE_INSENSITIVE);

  private static Wish framing(String words, String framing) {
    return new Wish(asClause(words), "", framing);
  }

  private static Wish camera(String words, String camera) {
    return new Wish(asClause(words), camera, "");
  }

  /// As a clause of its own: between marks, before a colon, or in brackets.
  private static Pattern asClause(String words) {
    return Pattern.compile(
        "(?:^|[,，;；(\\[【（.。])\\s*"
            + SLOWLY
            + "(?:"
            + words
            + ")(?: (?:on|of|over|across|from|towards?|to) [^,，;；:：.。)\\]】）]*)?\\s*(?=$|[,，;；:：.。)\\]】）])",
        Pattern.CASE_INSENSITIVE);
  }

  /// Takes the directions out of a sentence.
  static Read of(String sentence) {
    for (Pattern pattern : List.of(CARD, QUOTED_CARD, END)) {
      var card = pattern.matcher(sentence);
      if (card.find()) {
        String words = card.group(1).strip();
        String shown = words.replaceAll("[.。]+$", "");
        return new Read("", new Directions("", "", "", shown, true));
      }
    }
    String camera = "";
    String framing = "";
    String rest = sentence;
    for (Wish wish : WISHES) {
      List<MatchResult> found = wish.pattern().matcher(rest).results().toList();
      if (!found.isEmpty()) {
        camera = wish.camera().isEmpty() ? camera : wish.camera();
        framing = wish.framing().isEmpty() ? framing : wish.framing();
        rest = without(rest, found.getLast());
      }
    }
    boolean isChanged = !camera.isEmpty() || !framing.isEmpty();
    return new Read(
        isChanged ? tidy(rest) : sentence, new Directions(camera, framing, "", "", false));
  }

  /// "Close-up of a hand" shows a hand: what the camera is on stays.
  private static String without(String text, MatchResult found) {
    String clause = found.group();
    var object = Pattern.compile(" (?:on|of|over|across|from|towards?) (.+)$").matcher(clause);
    boolean isStart = text.substring(0, found.start()).isBlank();
    String kept = isStart && object.find() ? object.group(1) : "";
    return text.substring(0, found.start()) + kept + text.substring(found.end());
  }

  private static String tidy(String text) {
    String tidied =
        text.replaceAll("[(\\[【（]\\s*[)\\]】）]", " ")
            .replaceAll("^[\\s,，;；:：.。)\\]】）–—-]+", "")
            .replaceAll("[\\s,，;；:：(\\[【（]+$", "")
            .replaceAll("\\s+([,，.。!！?？])", "$1")
            .strip();
    if (tidied.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return "";
    }
    int first = tidied.codePointAt(0);
    return Character.toString(Character.toUpperCase(first))
        + tidied.substring(Character.charCount(first));
  }

  /// What is said here, and for the rest what another says.
  Directions or(Directions other) {
    return new Directions(
        camera.isEmpty() ? other.camera : camera,
        framing.isEmpty() ? other.framing : framing,
        place.isEmpty() ? other.place : place,
        card.isEmpty() ? other.card : card,
        isExplicit || other.isExplicit);
  }

  Directions at(String heading) {
    return new Directions(camera, framing, heading, card, isExplicit);
  }

  Directions explicit() {
    return new Directions(camera, framing, place, card, true);
  }
}
