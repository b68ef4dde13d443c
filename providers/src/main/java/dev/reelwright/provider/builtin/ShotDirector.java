package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import dev.reelwright.storyboard.ShotTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Stages one shot after the other and remembers what holds on: place, time of day, weather, the
/// landmark in sight and who acted last. One director per film; not thread-safe.
final class ShotDirector {
  private static final List<String> WILD_PLACES = List.of("field", "mountains", "sea");
  private static final List<String> CAMERAS =
      List.of("push_in", "pan_right", "drift", "pull_out", "pan_left");
  private static final List<String> FRAMINGS = List.of("wide", "medium", "close", "medium");
  private static final List<String> HOURS = List.of("dawn", "day", "dusk", "night");
  private static final List<String> OTHER_WORLDS = List.of("space", "underwater");
  private static final Pattern PRONOUNS =
      Pattern.compile("\\b(he|she|it|they|him|her|them)\\b|[他她它]", Pattern.CASE_INSENSITIVE);
  private static final int MOST_MOTIFS = 3;

  private final SceneReader reader;
  private final MotifLibrary motifs;
  private final boolean chinese;
  private final long seed;

  private String setting;
  private String time;
  private String weather;
  private String mood;
  private Optional<String> landmark = Optional.empty();
  private List<String> actors = List.of();
  private String camera = "";
  private int shots;

  ShotDirector(
      SceneReader reader, MotifLibrary motifs, String wholeText, String language, long seed) {
    this.reader = reader;
    this.motifs = motifs;
    this.seed = seed;
    chinese = language.startsWith("zh");
    // What is first said about the place holds from the beginning, even if it is said late.
    SceneReader.Reading whole = reader.read(wholeText);
    int wild = (int) Math.floorMod(mix(seed ^ wholeText.hashCode()), (long) WILD_PLACES.size());
    setting = whole.settingOr(WILD_PLACES.get(wild));
    time = whole.find("time").orElse(whole.motifs().isEmpty() ? "dawn" : "day");
    weather = whole.find("weather").orElse("clear");
    mood = whole.find("mood").orElse("calm");
  }

  PlannedShot shoot(Beats.Beat beat) {
    SceneReader.Reading reading = reader.read(beat.shown());
    boolean again = beat.text().isEmpty();
    if (again && reading.motifs().isEmpty() && reading.find("setting").isEmpty()) {
      wander(reading);
    } else {
      moveOn(reading);
    }
    List<String> seen = cast(beat.shown(), reading);
    camera = again ? nextCamera() : reading.find("camera").orElseGet(this::nextCamera);
    String framing = seen.size() > 1 && !again ? "medium" : FRAMINGS.get(shots % FRAMINGS.size());
    long shotSeed = mix(seed * 1_000_003 + shots) & ProjectSettings.MAX_SEED;
    Map<String, Object> extra = new HashMap<>();
    extra.put("setting", setting);
    extra.put("time", time);
    extra.put("weather", weather);
    extra.put("mood", mood);
    extra.put("camera", camera);
    extra.put("framing", framing);
    extra.put("motifs", seen);
    extra.put("world", mix(seed ^ (setting.hashCode() * 31L)) & ProjectSettings.MAX_SEED);
    shots++;
    return new PlannedShot(beat.length(), texts(beat, framing), shotSeed, extra);
  }

  /// Place and time in words, such as `Sea, night`.
  String placeName() {
    if (chinese) {
      return word(ShotWords.CHINESE, setting) + "，" + word(ShotWords.CHINESE, time);
    }
    return Character.toUpperCase(setting.charAt(0)) + setting.substring(1) + ", " + time;
  }

  /// A film about nothing that can be drawn goes on through places and hours of the day.
  private void wander(SceneReader.Reading reading) {
    setting = WILD_PLACES.get((WILD_PLACES.indexOf(setting) + 1) % WILD_PLACES.size());
    if (reading.find("time").isEmpty()) {
      time = HOURS.get((HOURS.indexOf(time) + 1) % HOURS.size());
    }
  }

  private void moveOn(SceneReader.Reading reading) {
    String before = setting;
    // Planets and fish take the film to where they are; other things are met where it is.
    Optional<String> elsewhere = reading.home().filter(OTHER_WORLDS::contains);
    String next = reading.find("setting").or(() -> elsewhere).orElse(setting);
    boolean stillWinter = before.equals("snow") && next.equals("field");
    setting = stillWinter ? before : next;
    if (!setting.equals(before)) {
      landmark = Optional.empty();
    }
    time = reading.find("time").orElse(time);
    weather = reading.find("weather").orElse(weather);
    mood = reading.find("mood").orElse(mood);
  }

  private List<String> cast(String text, SceneReader.Reading reading) {
    var seen = new ArrayList<>(reading.motifs());
    // "The lamp" near a lighthouse is the lighthouse's own.
    if (landmark.filter("lighthouse"::equals).isPresent() || seen.contains("lighthouse")) {
      seen.remove("diya-lamp");
      seen.remove("light-bulb");
    }
    List<String> acting = seen.stream().filter(motifs::isActor).toList();
    if (acting.isEmpty() && speaksOfSomeone(text)) {
      seen.addAll(0, actors);
    } else if (acting.isEmpty() && seen.isEmpty()) {
      seen.addAll(landmark.isPresent() ? List.of() : actors);
    } else if (!acting.isEmpty()) {
      actors = acting;
    }
    landmark = seen.stream().filter(motifs::isLandmark).findFirst().or(() -> landmark);
    landmark.filter(place -> !seen.contains(place)).ifPresent(seen::add);
    return seen.stream().distinct().limit(MOST_MOTIFS).toList();
  }

  private static boolean speaksOfSomeone(String text) {
    return PRONOUNS.matcher(text).find();
  }

  private String nextCamera() {
    int start = (int) Math.floorMod(mix(seed + 77), (long) CAMERAS.size());
    String next = CAMERAS.get((start + shots) % CAMERAS.size());
    return next.equals(camera) ? CAMERAS.get((start + shots + 1) % CAMERAS.size()) : next;
  }

  private ShotTexts texts(Beats.Beat beat, String framing) {
    Map<String, String> words = chinese ? ShotWords.CHINESE : ShotWords.ENGLISH;
    String comma = chinese ? "，" : ", ";
    String look =
        String.join(
            comma,
            beat.shown(),
            word(words, framing),
            word(words, setting),
            word(words, time),
            word(words, weather));
    String motion = word(words, camera);
    if (!weather.equals("clear")) {
      motion += comma + word(words, "moving-" + weather);
    }
    return new ShotTexts(
        beat.shown(),
        look,
        look + comma + word(words, "start"),
        look + comma + word(words, "end"),
        motion,
        "",
        beat.text(),
        "dissolve");
  }

  private static String word(Map<String, String> words, String name) {
    return words.getOrDefault(name, name);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
