package dev.reelwright.provider.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.ledger.AttemptId;
import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.animatic.SceneSpec;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.StoryboardPlan;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.SubmitResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuiltinStoryboarderTest {
  private static final BuiltinStoryboarder STORYBOARDER =
      new BuiltinStoryboarder(MotifLibrary.bundled());
  private static final String LIGHTHOUSE =
      "A lighthouse keeper climbs the stairs on a stormy night. The lamp flares. A ship turns away"
          + " from the rocks.";

  @Test
  void turnsEachSentenceIntoAShotAndKeepsThePlace() {
    List<PlannedShot> shots = shots(plan(LIGHTHOUSE, settings(null, null, null)));

    assertThat(shots)
        .extracting(shot -> shot.texts().narration())
        .containsExactly(
            "A lighthouse keeper climbs the stairs on a stormy night.",
            "The lamp flares.",
            "A ship turns away from the rocks.");
    assertThat(shots).extracting(shot -> shot.extra().get("setting")).containsOnly("sea");
    assertThat(shots).extracting(shot -> shot.extra().get("time")).containsOnly("night");
    assertThat(shots).extracting(shot -> shot.extra().get("weather")).containsOnly("storm");
    assertThat(shots)
        .extracting(shot -> shot.extra().get("motifs"))
        .containsExactly(
            List.of("lighthouse", "man"), List.of("lighthouse"), List.of("ship", "lighthouse"));
  }

  @Test
  void readsChinese() {
    var plan = plan("雪夜里，一只小狐狸走过森林。它发现了一盏灯笼。天亮了，太阳升起。", settings(null, null, null));

    assertThat(plan.language()).isEqualTo("zh");
    List<PlannedShot> shots = shots(plan);
    assertThat(shots).hasSize(3);
    assertThat(shots.getFirst().extra())
        .containsEntry("setting", "forest")
        .containsEntry("time", "night")
        .containsEntry("weather", "snow")
        .containsEntry("motifs", List.of("fox"));
    assertThat(shots.getFirst().texts().motion()).contains("雪");
    assertThat(shots.get(1).extra()).containsEntry("motifs", List.of("fox", "red-paper-lantern"));
    assertThat(shots.get(2).extra()).containsEntry("time", "dawn");
  }

  @Test
  void snowThatStopsLiesOnAndThePlaceStays() {
    var plan = plan("一只狐狸在雪中的森林里遇见一盏灯笼。月亮升起来了，雪停了。狐狸带着光回家。", settings(null, null, null));

    List<PlannedShot> shots = shots(plan);
    assertThat(shots).extracting(shot -> shot.extra().get("setting")).containsOnly("forest");
    assertThat(shots)
        .extracting(shot -> shot.extra().get("weather"))
        .containsExactly("snow", "settled_snow", "settled_snow");
    assertThat(shots)
        .extracting(shot -> shot.extra().get("time"))
        .containsExactly("dusk", "night", "night");
  }

  @Test
  void aFilmAboutRainIsShotWhereRainIsSeen() {
    List<PlannedShot> shots = shots(plan("Rain", settings(null, null, null)));

    assertThat(shots).extracting(shot -> shot.extra().get("weather")).containsOnly("rain");
    assertThat(shots)
        .extracting(shot -> shot.extra().get("setting"))
        .containsExactlyInAnyOrder("city", "field", "road");
  }

  @Test
  void anExplicitPlaceWinsAndTwoAreTwo() {
    List<PlannedShot> shots =
        shots(
            plan(
                "A rocket rises above the desert at dawn. Two children wave from the road.",
                settings(null, null, null)));

    assertThat(shots)
        .extracting(shot -> shot.extra().get("setting"))
        .containsExactly("desert", "road");
    assertThat(shots.getLast().extra()).containsEntry("motifs", List.of("child-girl", "child-boy"));
  }

  @Test
  void aVillageDoesNotStandInAKitchen() {
    List<PlannedShot> shots =
        shots(plan("The village gathers in a kitchen. A cat sleeps.", settings(null, null, null)));

    assertThat(shots).extracting(shot -> shot.extra().get("setting")).containsOnly("interior");
    assertThat(shots.getFirst().extra().get("motifs").toString()).doesNotContain("houses");
  }

  @Test
  void aListMakesExactlyItsShotsWhereItSays() {
    List<PlannedShot> shots =
        shots(
            plan(
                "1. Wide shot: two sailboats on the sea, pan right.\n2. Close-up: a cat beside a fire.",
                settings(null, null, null)));

    assertThat(shots).hasSize(2);
    assertThat(shots.getFirst().extra())
        .containsEntry("camera", "pan_right")
        .containsEntry("framing", "wide")
        .containsEntry("motifs", List.of("sailboat", "sailboat"));
    assertThat(shots.getLast().extra())
        .containsEntry("framing", "close")
        .containsEntry("relations", List.of(List.of("cat", "beside", "fire")));
  }

  @Test
  void aShipThatSailsIsAlone() {
    List<PlannedShot> shots = shots(plan("A ship sails at night.", settings(null, null, null)));

    assertThat(shots.getFirst().extra()).containsEntry("motifs", List.of("ship"));
  }

  @Test
  void headingsOfAScreenplaySayWhereAndWhen() {
    List<PlannedShot> shots =
        shots(
            plan(
                "INT. KITCHEN - NIGHT\n\nRain falls. A woman waits.\n\nEXT. BEACH - DAY\n\nA dog runs.\n",
                settings(null, null, null)));

    assertThat(shots)
        .extracting(shot -> shot.extra().get("setting"))
        .containsExactly("interior", "interior", "beach");
    assertThat(shots)
        .extracting(shot -> shot.extra().get("time"))
        .containsExactly("night", "night", "day");
    assertThat(shots.getLast().extra())
        .containsEntry("weather", "clear")
        .containsEntry("action", "run");
  }

  @Test
  void whoeverIsOnlySpokenOfByAPronounIsSeen() {
    List<PlannedShot> shots =
        shots(plan("He sees her on the bridge. They laugh.", settings(null, null, null)));

    assertThat(shots)
        .extracting(shot -> shot.extra().get("motifs"))
        .containsOnly(List.of("man", "woman"));
  }

  @Test
  void whoIsGoneIsNotSeen() {
    List<PlannedShot> shots =
        shots(plan("A castle in the snow. The wolf was gone.", settings(null, null, null)));

    assertThat(shots.getLast().extra()).containsEntry("motifs", List.of("castle"));
  }

  @Test
  void readsEmojiAndOtherLanguages() {
    assertThat(shots(plan("🚀👩‍🚀", settings(null, null, null))).getFirst().extra())
        .containsEntry("motifs", List.of("rocket", "astronaut"))
        .containsEntry("setting", "space");
    assertThat(
            shots(plan("سار رجل مع جمله في الصحراء.", settings(null, null, null)))
                .getFirst()
                .extra())
        .containsEntry("motifs", List.of("man", "camel"))
        .containsEntry("setting", "desert");
    assertThat(
            shots(plan("Ein Fuchs läuft durch den Wald.", settings(null, null, null)))
                .getFirst()
                .extra())
        .containsEntry("motifs", List.of("fox"))
        .containsEntry("setting", "forest");
    assertThat(
            shots(plan("Лиса идёт по лесу ночью.", settings(null, null, null))).getFirst().extra())
        .containsEntry("motifs", List.of("fox"))
        .containsEntry("time", "night");
  }

  @Test
  void makesAFilmOfASingleWord() {
    List<PlannedShot> shots = shots(plan("Hope", settings(null, null, null)));

    assertThat(shots).hasSize(3);
    assertThat(shots).extracting(shot -> shot.texts().narration()).containsExactly("Hope", "", "");
    assertThat(shots).extracting(shot -> shot.extra().get("setting")).doesNotHaveDuplicates();
  }

  @Test
  void threeThousandCharactersMakeAtMostFortyShotsAndLoseNoWord() {
    String sentence = "The old sailor told the children how the sea had once given back a ring. ";
    String text = sentence.repeat(42);

    List<PlannedShot> shots = shots(plan(text, settings(null, null, null)));

    assertThat(shots).hasSizeLessThanOrEqualTo(40);
    assertThat(spoken(shots)).isEqualTo(text.replaceAll("\\s", ""));
  }

  @Test
  void aScriptsParagraphsBecomeScenes() {
    var brief =
        new Brief(
            "A day",
            "Morning in the city. A bus waits.\n\nNight at sea. A ship sails.",
            null,
            "",
            Map.of());

    StoryboardPlan plan = plan(brief, settings(null, null, null));

    assertThat(plan.scenes())
        .extracting(StoryboardPlan.PlannedScene::name)
        .containsExactly("City, dawn", "Sea, night");
    assertThat(plan.title()).isEqualTo("A day");
  }

  @Test
  void theSameRequestGivesTheSameStoryboard() {
    assertThat(plan(LIGHTHOUSE, settings(null, null, null)))
        .isEqualTo(plan(LIGHTHOUSE, settings(null, null, null)));
  }

  @Test
  void recognisesLanguages() {
    assertThat(LanguageGuess.of("Der Hund läuft durch den Wald und sucht nicht nach dem Haus"))
        .isEqualTo("de");
    assertThat(LanguageGuess.of("きつねが雪の中を歩く")).isEqualTo("ja");
    assertThat(LanguageGuess.of("Лиса бежит по снегу")).isEqualTo("ru");
    assertThat(LanguageGuess.of("Dragon")).isEqualTo("en");
    assertThat(LanguageGuess.of("🦊🦊")).isEqualTo("en");
  }

  @Test
  void anAbbreviationDoesNotEndASentence() {
    assertThat(ScriptText.sentences("Dr. Wu paid 3.5 coins to J. Smith. \"Why?\" he asked."))
        .extracting(ScriptText.Sentence::text)
        .containsExactly("Dr. Wu paid 3.5 coins to J. Smith.", "\"Why?\"", "he asked.");
  }

  @Test
  void refusesAnEmptyBriefAndSaysWhatToDo() {
    var result = submit(Brief.ofPrompt("  \n"), settings(null, null, null));

    assertThat(result)
        .isInstanceOfSatisfying(
            SubmitResult.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectionReason.INVALID_REQUEST);
              assertThat(rejected.providerMessage()).contains("say what the film is about");
            });
  }

  @Property(tries = 200)
  void meetsAWishedLengthToTheMillisecondOnFrames(
      @ForAll("texts") String text,
      @ForAll @LongRange(min = 1000, max = 600_000) long millis,
      @ForAll("formats") Format format) {
    var settings = settings(format, Duration.ofMillis(millis), null, null);

    List<PlannedShot> shots = shots(plan(text, settings));

    assertThat(shots.stream().mapToLong(shot -> shot.length().toMillis()).sum()).isEqualTo(millis);
    long passed = 0;
    for (PlannedShot shot : shots.subList(0, shots.size() - 1)) {
      passed += shot.length().toMillis();
      double frame = passed * format.fpsNumerator() / (1000.0 * format.fpsDenominator());
      double millisOff =
          Math.abs(frame - Math.rint(frame))
              * 1000.0
              * format.fpsDenominator()
              / format.fpsNumerator();
      assertThat(millisOff).isLessThanOrEqualTo(0.51);
    }
  }

  @Property(tries = 60)
  void theSameTextAndSeedGiveTheSameStoryboard(@ForAll("texts") String text) {
    StoryboardPlan plan = plan(text, settings(null, null, null));

    StoryboardPlan again =
        new BuiltinStoryboarder(MotifLibrary.bundled())
            .foresee(
                new StoryboardRequest(Brief.ofPrompt(text), settings(null, null, null), List.of()))
            .orElseThrow();

    assertThat(again).isEqualTo(plan);
  }

  @Property(tries = 100)
  void meetsAWishedNumberOfShotsAndTheirLength(
      @ForAll("texts") String text,
      @ForAll @IntRange(min = 1, max = 60) int shots,
      @ForAll @LongRange(min = 200, max = 20_000) long shotMillis) {
    var each = Duration.ofMillis(shotMillis);

    List<PlannedShot> planned = shots(plan(text, settings(null, each, shots)));

    assertThat(planned).hasSize(shots);
    assertThat(planned).extracting(PlannedShot::length).containsOnly(each);
  }

  @Property(tries = 300)
  void anyTextIsToldCompletelyInTermsTheRendererKnows(@ForAll("texts") String text) {
    List<PlannedShot> shots = shots(plan(text, settings(null, null, null)));

    assertThat(spoken(shots)).isNotEmpty();
    for (PlannedShot shot : shots) {
      assertThat(SceneSpec.SETTINGS).contains((String) shot.extra().get("setting"));
      assertThat(SceneSpec.TIMES).contains((String) shot.extra().get("time"));
      assertThat(SceneSpec.WEATHERS).contains((String) shot.extra().get("weather"));
      assertThat(SceneSpec.CAMERAS).contains((String) shot.extra().get("camera"));
      assertThat(shot.seed()).isBetween(0L, ProjectSettings.MAX_SEED);
      assertThat(shot.texts().image()).isNotBlank();
      assertThat(shot.texts().motion()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> wild = Arbitraries.strings().ofMinLength(1).ofMaxLength(300);
    Arbitrary<String> sentences =
        Arbitraries.of(
                "The fox runs.",
                "雪下了一夜。",
                "Why? Nobody knows!",
                "Der Regen fällt.",
                "— …",
                "\n\n",
                "🦊")
            .list()
            .ofMinSize(1)
            .ofMaxSize(60)
            .map(parts -> String.join(" ", parts));
    Arbitrary<String> lists =
        Arbitraries.of(
                "1. A boat.",
                "2. Close-up: a fish, slow push-in",
                "- pan left",
                "INT. ROOM - NIGHT",
                "EXT.",
                "ANNA",
                "(quietly)",
                "Title: Sea",
                "End card:",
                "The End",
                "镜头三：特写",
                "سفينة في البحر",
                "שלום עולם",
                "\u202Eabc\u202C\u0000\u0007\uFEFF",
                "👩‍👩‍👧‍👦🏳️‍🌈")
            .list()
            .ofMinSize(1)
            .ofMaxSize(30)
            .map(parts -> "A first sentence.\n" + String.join("\n", parts));
    Arbitrary<String> endless =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(40)
            .map(part -> part.repeat(10_000 / part.length()));
    return Arbitraries.frequencyOf(
            Tuple.of(6, wild), Tuple.of(6, sentences), Tuple.of(6, lists), Tuple.of(1, endless))
        .filter(text -> !text.isBlank());
  }

  @Provide
  Arbitrary<Format> formats() {
    return Arbitraries.of(
        Format.ofAspect("16:9"),
        new Format(640, 360, 30, 1),
        new Format(640, 360, 24000, 1001),
        new Format(640, 360, 60000, 1001));
  }

  private static String spoken(List<PlannedShot> shots) {
    return shots.stream()
        .map(shot -> shot.texts().narration())
        .collect(Collectors.joining())
        .replaceAll("\\s", "");
  }

  private static List<PlannedShot> shots(StoryboardPlan plan) {
    return plan.scenes().stream().flatMap(scene -> scene.shots().stream()).toList();
  }

  private static StoryboardPlan plan(String prompt, ProjectSettings settings) {
    return plan(Brief.ofPrompt(prompt), settings);
  }

  private static StoryboardPlan plan(Brief brief, ProjectSettings settings) {
    if (submit(brief, settings) instanceof SubmitResult.Delivered<StoryboardPlan>(var plan, _)) {
      return plan;
    }
    throw new AssertionError("no plan for " + brief);
  }

  private static SubmitResult<StoryboardPlan> submit(Brief brief, ProjectSettings settings) {
    return STORYBOARDER.submit(
        new StoryboardRequest(brief, settings),
        new Call(AttemptId.fresh(), Path.of("."), ProgressListener.SILENT, CancelSignal.NEVER));
  }

  private static ProjectSettings settings(
      @Nullable Duration length, @Nullable Duration shotLength, @Nullable Integer shots) {
    return settings(Format.ofAspect("16:9"), length, shotLength, shots);
  }

  private static ProjectSettings settings(
      Format format,
      @Nullable Duration length,
      @Nullable Duration shotLength,
      @Nullable Integer shots) {
    return new ProjectSettings(
        format, length, shotLength, shots, 7, true, true, true, Map.of(), null);
  }
}
