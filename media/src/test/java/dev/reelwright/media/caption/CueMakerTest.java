package dev.reelwright.media.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.voice.Spoken;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CueMakerTest {
  private static final CueMaker WIDE = CueMaker.forFrame(1280, 720);

  @Property(tries = 400)
  void cuesHaveTimeDoNotOverlapAndStayWithinTheShot(
      @ForAll("texts") String text,
      @ForAll("languages") String language,
      @ForAll @IntRange(min = 1, max = 20_000) int speechMillis,
      @ForAll @IntRange(min = 0, max = 5_000) int restMillis,
      @ForAll @IntRange(min = 8, max = 60) int columns) {
    long available = (long) speechMillis + restMillis;

    var cues = new CueMaker(columns).cues(text, language, speechMillis, available, List.of());

    long previousEnd = 0;
    for (Cue cue : cues) {
      assertThat(cue.startMillis()).isGreaterThanOrEqualTo(previousEnd);
      assertThat(cue.lengthMillis()).isPositive();
      assertThat(cue.lines()).hasSizeBetween(1, 2);
      previousEnd = cue.endMillis();
    }
    assertThat(previousEnd).isLessThanOrEqualTo(available);
    if (available >= 700L * cues.size()) {
      assertThat(cues).allMatch(cue -> cue.lengthMillis() >= 700);
    }
  }

  @Property(tries = 400)
  void noLetterIsLostAndNoClusterIsTorn(
      @ForAll("texts") String text,
      @ForAll("languages") String language,
      @ForAll @IntRange(min = 8, max = 60) int columns) {
    var cues = new CueMaker(columns).cues(text, language, 600_000, 600_000, List.of());

    var shown = new StringBuilder();
    for (Cue cue : cues) {
      cue.lines().forEach(shown::append);
    }
    String expected = String.join("", Atoms.clusters(text)).replace(" ", "");
    assertThat(shown.toString().replace(" ", "")).isEqualTo(expected);
    for (Cue cue : cues) {
      for (String line : cue.lines()) {
        assertThat(line.codePoints()).allMatch(c -> Character.getType(c) != Character.SURROGATE);
      }
    }
    assertThat(lineEnds(cues)).isSubsetOf(boundaries(expected));
  }

  @Property(tries = 300)
  void linesAreNoWiderThanAsked(
      @ForAll("texts") String text, @ForAll @IntRange(min = 8, max = 60) int columns) {
    for (Cue cue : new CueMaker(columns).cues(text, "en", 60_000, 60_000, List.of())) {
      assertThat(cue.lines())
          .allMatch(
              line -> Atoms.clusters(line).stream().mapToInt(Atoms::columns).sum() <= columns);
    }
  }

  @Test
  void sentencesBecomeCuesOfTheirOwn() {
    var cues =
        WIDE.cues(
            "The lamp flares. A ship turns away from the rocks, slowly, and the keeper waves.",
            "en",
            7_000,
            8_000,
            List.of());

    assertThat(cues)
        .extracting(Cue::lines)
        .containsExactly(
            List.of("The lamp flares."),
            List.of("A ship turns away from the rocks,", "slowly, and the keeper waves."));
    assertThat(cues.getFirst().startMillis()).isZero();
    assertThat(cues.getLast().endMillis()).isBetween(7_000L, 8_000L);
  }

  @Test
  void cuesFollowTheWordsOfTheVoice() {
    var words =
        List.of(
            new Spoken.Word("The", 100, 200),
            new Spoken.Word("lamp", 200, 500),
            new Spoken.Word("flares", 500, 1_100),
            new Spoken.Word("A", 4_000, 4_100),
            new Spoken.Word("ship", 4_100, 4_600),
            new Spoken.Word("turns", 4_600, 5_200));

    var cues = WIDE.cues("The lamp flares. A ship turns.", "en", 5_200, 6_000, words);

    assertThat(cues.get(0).startMillis()).isBetween(0L, 100L);
    assertThat(cues.get(0).endMillis()).isEqualTo(1_500);
    assertThat(cues.get(1).startMillis()).isEqualTo(4_000);
  }

  @Test
  void chineseNeverBreaksBeforeAFullStop() {
    var cues = WIDE.cues("夜里风很大，看灯塔的人一步一步走上楼梯，手里提着一盏小小的灯。灯塔亮了！", "zh-CN", 9_000, 10_000, List.of());

    assertThat(cues).hasSize(3);
    assertThat(cues.get(1).lines()).hasSize(2);
    assertThat(cues.get(2).lines()).containsExactly("灯塔亮了！");
    assertThat(cues.stream().flatMap(cue -> cue.lines().stream()))
        .noneMatch(line -> "，。！".indexOf(line.charAt(0)) >= 0)
        .allMatch(line -> line.length() <= 16);
  }

  @Test
  void chineseWordsStayWhole() {
    var text = "灯塔看守人提着一盏小小的灯走上螺旋楼梯，暴风雨越来越大，轮船转向离开礁石。";
    for (int columns = 10; columns <= 32; columns++) {
      var cues = new CueMaker(columns).cues(text, "zh-CN", 9_000, 10_000, List.of());

      var lines =
          cues.stream()
              .flatMap(cue -> cue.lines().stream())
              .collect(java.util.stream.Collectors.joining("|"));
      assertThat(lines).contains("灯塔", "看守", "小小", "螺旋", "楼梯", "暴风雨", "轮船", "离开", "礁石");
    }
  }

  @Test
  void emojiFamiliesAndAccentsStayWhole() {
    String family = "👩‍👩‍👧‍👦";

    var cues =
        new CueMaker(8)
            .cues(family.repeat(9) + "e\u0301".repeat(20), "en", 9_000, 9_000, List.of());

    assertThat(cues.stream().flatMap(cue -> cue.lines().stream()))
        .noneMatch(line -> line.startsWith("\u200D") || line.startsWith("\u0301"))
        .noneMatch(line -> line.endsWith("\u200D"));
  }

  @Test
  void nothingToSayMakesNoCue() {
    for (String text : List.of("", "   ", "\n\t", "\uD83D", "\u0000")) {
      assertThat(WIDE.cues(text, "en", 1_000, 1_000, List.of())).isEmpty();
    }
    assertThat(WIDE.cues("Hello", "en", 0, 0, List.of())).isEmpty();
  }

  @Provide
  Arbitrary<String> texts() {
    var pieces =
        Arbitraries.of(
            "word",
            "a",
            "lighthouse,",
            "end.",
            "Wait!",
            "—",
            "灯",
            "塔",
            "。",
            "，",
            "「",
            "」",
            "ー",
            "ッ",
            "👩‍👩‍👧‍👦",
            "🇩🇪",
            "e\u0301",
            "한국어",
            "กำ",
            "\uD83D",
            " ",
            "  ",
            "\n",
            "\t",
            "3.5%",
            "x".repeat(90),
            "שלום",
            "(",
            ")",
            "-->");
    return pieces
        .list()
        .ofMaxSize(60)
        .map(list -> String.join(list.size() % 2 == 0 ? " " : "", list));
  }

  @Provide
  Arbitrary<String> languages() {
    return Arbitraries.of("en", "zh-CN", "ja", "de", "");
  }

  private static List<Integer> lineEnds(List<Cue> cues) {
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    for (Cue cue : cues) {
      for (String line : cue.lines()) {
        at += line.replace(" ", "").length();
        ends.add(at);
      }
    }
    return ends;
  }

  private static List<Integer> boundaries(String text) {
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    List<Integer> boundaries = new ArrayList<>();
    for (int at = characters.first(); at != BreakIterator.DONE; at = characters.next()) {
      boundaries.add(at);
    }
    return boundaries;
  }
}
