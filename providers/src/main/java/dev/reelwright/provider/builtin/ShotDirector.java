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
  private static final int OPENING_SENTENCES = 4;
  private static final List<String> TURNS_OF_THE_SKY = List.of("tilt_up", "tilt_down");
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

  /// Where a film about nothing that can be drawn leads.
  private final List<String> wild;

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
    List<SceneReader.Reading> opening =
        ScriptText.sentences(wholeText).stream()
            .limit(OPENING_SENTENCES)
            .map(sentence -> reader.read(sentence.text()))
            .toList();
    // What is first said about the place holds from the beginning, even if it is said late.
    SceneReader.Reading whole = reader.read(wholeText);
    weather = openingWeather(opening);
    wild = wildPlaces(weather);
    int first = (int) Math.floorMod(mix(seed ^ wholeText.hashCode()), (long) wild.size());
    setting = firstOf(opening, "setting").orElseGet(() -> whole.settingOr(wild.get(first)));
    time = openingTime(opening, whole);
    mood = whole.find("mood").orElse("calm");
  }

  private static Optional<String> firstOf(List<SceneReader.Reading> readings, String kind) {
    return readings.stream().flatMap(reading -> reading.find(kind).stream()).findFirst();
  }

  /// A weather that only ends was there before.
  private static String openingWeather(List<SceneReader.Reading> opening) {
    for (SceneReader.Reading reading : opening) {
      Optional<String> named = reading.find("ended").or(() -> reading.find("weather"));
      if (named.isPresent()) {
        return named.get();
      }
    }
    return "clear";
  }

  /// An hour that is named first when it comes, as by a moonrise, was not there before.
  private String openingTime(List<SceneReader.Reading> opening, SceneReader.Reading whole) {
    if (opening.getFirst().find("time").isPresent()) {
      return opening.getFirst().find("time").orElseThrow();
    }
    for (SceneReader.Reading reading : opening) {
      Optional<String> named = reading.find("time");
      if (named.isPresent()) {
        boolean comes = reading.find("camera").filter(TURNS_OF_THE_SKY::contains).isPresent();
        int hour = HOURS.indexOf(named.get());
        return comes ? HOURS.get((hour + HOURS.size() - 1) % HOURS.size()) : named.get();
      }
    }
    boolean bright = weather.equals("clear") && whole.motifs().isEmpty();
    return bright ? "dawn" : "day";
  }

  private static List<String> wildPlaces(String weather) {
    return switch (weather) {
      case "rain", "storm" -> List.of("city", "field", "road");
      case "snow" -> List.of("snow", "forest", "mountains");
      case "fog" -> List.of("forest", "mountains", "field");
      default -> List.of("field", "mountains", "sea");
    };
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
    setting = wild.get((wild.indexOf(setting) + 1) % wild.size());
    if (reading.find("time").isEmpty()) {
      time = HOURS.get((HOURS.indexOf(time) + 1) % HOURS.size());
    }
  }

  private void moveOn(SceneReader.Reading reading) {
    String before = setting;
    // Planets and fish take the film to where they are; other things are met where it is.
    Optional<String> elsewhere = reading.home().filter(OTHER_WORLDS::contains);
    String place = reading.find("setting").or(() -> elsewhere).orElse(setting);
    boolean stillWinter = before.equals("snow") && place.equals("field");
    setting = stillWinter ? before : place;
    if (!setting.equals(before)) {
      landmark = Optional.empty();
    }
    time = reading.find("time").orElse(time);
    weather = reading.find("weather").map(next -> afterSnow(next, reading)).orElse(weather);
    mood = reading.find("mood").orElse(mood);
  }

  /// Snow that has stopped falling still lies.
  private String afterSnow(String next, SceneReader.Reading reading) {
    boolean hasSnow =
        weather.equals("snow")
            || weather.equals("settled_snow")
            || reading.find("ended").filter("snow"::equals).isPresent();
    return hasSnow && next.equals("clear") ? "settled_snow" : next;
  }

  private List<String> cast(String text, SceneReader.Reading reading) {
    var seen = new ArrayList<>(reading.motifs());
    // "The lamp" near a lighthouse is the lighthouse's own.
    if (landmark.filter("lighthouse"::equals).isPresent() || seen.contains("lighthouse")) {
      seen.remove("diya-lamp");
      seen.remove("light-bulb");
    }
    if (setting.equals("interior")) {
      // "The village gathers in the kitchen": a house does not stand in a room.
      seen.removeIf(motifs::isLandmark);
      landmark = Optional.empty();
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
    return seen.stream().limit(MOST_MOTIFS).toList();
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
