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
      Pattern.compile(
          "\\b(he|she|it|they|him|her|them|we|us)\\b|[他她它]|我们", Pattern.CASE_INSENSITIVE);
  private static final Pattern SHE = Pattern.compile("\\b(she|her)\\b|她", Pattern.CASE_INSENSITIVE);
  private static final Pattern HE =
      Pattern.compile("\\b(he|him|his)\\b|他", Pattern.CASE_INSENSITIVE);
  private static final Pattern WE =
      Pattern.compile("\\b(they|them|we|us)\\b|他们|她们|我们", Pattern.CASE_INSENSITIVE);
  private static final int MOST_MOTIFS = 4;
  private static final int MOST_OF_A_CROWD = 5;
  private static final List<String> AFLOAT = List.of("boat", "swimmer", "air", "space", "sky");

  /// Who gives life to a place in a film that names nobody.
  private static final Map<String, List<List<String>>> PASSERS_BY =
      Map.of(
          "city", List.of(List.of("taxi"), List.of("man", "umbrella"), List.of("bus")),
          "road", List.of(List.of("automobile"), List.of("man-biking")),
          "sea", List.of(List.of("sailboat"), List.of("dove", "dove")),
          "beach", List.of(List.of("umbrella-on-ground"), List.of("crab")),
          "lake", List.of(List.of("swan", "swan"), List.of("canoe")),
          "forest", List.of(List.of("deer"), List.of("owl"), List.of("rabbit")),
          "mountains", List.of(List.of("eagle"), List.of("goat")),
          "desert", List.of(List.of("camel"), List.of("cactus")),
          "field", List.of(List.of("butterfly", "butterfly"), List.of("horse"), List.of("kite")),
          "underwater", List.of(List.of("tropical-fish", "fish"), List.of("jellyfish")));

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
  private List<String> things = List.of();

  /// What the weather was where the film has been before.
  private final Map<String, String> weatherAt = new HashMap<>();

  private String camera = "";
  private String heading = "";
  private boolean hasMoved;
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
    mood = whole.find("mood").orElse("calm");
    time = openingTime(opening, whole);
  }

  private static Optional<String> firstOf(List<SceneReader.Reading> readings, String kind) {
    return readings.stream().flatMap(reading -> reading.find(kind).stream()).findFirst();
  }

  /// A weather that only ends was there before.
  private static String openingWeather(List<SceneReader.Reading> opening) {
    for (SceneReader.Reading reading : opening) {
      Optional<String> named = reading.find("ended").or(() -> reading.find("weather"));
      if (named.isPresent() && !reading.comes()) {
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
    long hours =
        opening.stream().flatMap(reading -> reading.find("time").stream()).distinct().count();
    for (SceneReader.Reading reading : opening) {
      Optional<String> named = reading.find("time");
      if (named.isPresent()) {
        // A film that tells of several hours begins before the first of them.
        boolean comes =
            hours > 1 || reading.find("camera").filter(TURNS_OF_THE_SKY::contains).isPresent();
        int hour = HOURS.indexOf(named.get());
        return comes ? HOURS.get((hour + HOURS.size() - 1) % HOURS.size()) : named.get();
      }
    }
    if (mood.equals("mysterious")) {
      return "night";
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
    Directions directions = beat.directions();
    boolean isCard = !directions.card().isEmpty() && beat.text().isEmpty();
    // A title that names a motif does not put it on the stage.
    SceneReader.Reading reading = reader.read(isCard ? "" : beat.shown());
    boolean again = beat.text().isEmpty() && !isCard;
    if (!directions.place().isEmpty() && !directions.place().equals(heading)) {
      heading = directions.place();
      moveTo(heading);
    }
    if (isCard) {
      return card(beat);
    }
    if (again && reading.motifs().isEmpty() && reading.find("setting").isEmpty()) {
      wander(reading);
    } else {
      moveOn(reading);
    }
    List<String> seen = cast(beat.shown(), reading);
    stayAshore(seen);
    camera = again ? nextCamera() : reading.find("camera").orElseGet(this::nextCamera);
    String framing = seen.size() > 1 && !again ? "medium" : FRAMINGS.get(shots % FRAMINGS.size());
    if (!directions.camera().isEmpty()) {
      camera = directions.camera();
    }
    if (!directions.framing().isEmpty()) {
      framing = directions.framing();
    }
    Map<String, Object> extra = new HashMap<>();
    extra.put("action", action(beat.shown(), reading));
    extra.put("relations", Relations.in(motifs, beat.shown()));
    if (!directions.card().isEmpty()) {
      extra.put("card", directions.card());
    }
    return planned(beat, framing, seen, extra);
  }

  /// What is said of rain that runs down a window nobody does; a whole street may dance.
  private String action(String text, SceneReader.Reading reading) {
    String named = reading.find("action").orElse("stand");
    boolean isTheirs = reading.motifs().stream().anyMatch(motifs::isActor) || speaksOfSomeone(text);
    return isTheirs || named.equals("dance") ? named : "stand";
  }

  /// Words over an empty stage.
  private PlannedShot card(Beats.Beat beat) {
    camera = "push_in";
    Map<String, Object> extra = new HashMap<>();
    extra.put("card", beat.directions().card());
    List<String> seen = landmark.map(List::of).orElse(List.of());
    return planned(beat, "wide", seen, extra);
  }

  private PlannedShot planned(
      Beats.Beat beat, String framing, List<String> seen, Map<String, Object> extra) {
    long shotSeed = mix(seed * 1_000_003 + shots) & ProjectSettings.MAX_SEED;
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

  /// A heading such as `INT. KITCHEN - NIGHT` says where and when, whatever was before.
  private void moveTo(String heading) {
    SceneReader.Reading reading = reader.read(heading.replace('.', ' '));
    boolean isInside = heading.matches("(?i)^\\s*(?:INT\\b|内).*");
    String place = reading.find("setting").orElse(setting);
    boolean fits = isInside == place.equals("interior");
    String next = fits ? place : isInside ? "interior" : reading.home().orElse("city");
    if (!next.equals(setting)) {
      landmark = Optional.empty();
      things = List.of();
    }
    weatherAt.put(setting, weather);
    setting = next;
    time = reading.find("time").orElse(time);
    weather = reading.find("weather").orElse(weatherAt.getOrDefault(next, "clear"));
  }

  /// Who neither swims nor sails is seen from the beach.
  private void stayAshore(List<String> seen) {
    boolean swims = seen.stream().anyMatch(id -> AFLOAT.contains(motifs.sort(id)));
    boolean hasRock = seen.stream().anyMatch(motifs::isLandmark);
    if (setting.equals("sea") && !seen.isEmpty() && !swims && !hasRock) {
      setting = "beach";
    }
  }

  private void moveOn(SceneReader.Reading reading) {
    String before = setting;
    // Planets and fish take the film to where they are; other things are met where it is.
    Optional<String> elsewhere = reading.home().filter(OTHER_WORLDS::contains);
    String place = reading.find("setting").or(() -> elsewhere).orElse(setting);
    boolean stillWinter = before.equals("snow") && place.equals("field");
    setting = stillWinter ? before : place;
    hasMoved = !setting.equals(before);
    if (hasMoved) {
      landmark = Optional.empty();
      things = List.of();
    }
    String hour = reading.find("time").orElse(time);
    boolean passes = !hour.equals(time) && (weather.equals("storm") || weather.equals("rain"));
    time = hour;
    if (passes) {
      // Nobody says that it still rains the next morning.
      weather = "cloudy";
    }
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
    if (seen.contains("person-rowing-boat")) {
      // It brings its boat.
      seen.removeIf(List.of("motor-boat", "canoe")::contains);
    }
    if (setting.equals("interior")) {
      // The room has one.
      seen.remove("window");
      // "The village gathers in the kitchen": a house does not stand in a room.
      seen.removeIf(motifs::isLandmark);
      landmark = Optional.empty();
    }
    List<String> acting = seen.stream().filter(motifs::isActor).toList();
    if (acting.isEmpty() && speaksOfSomeone(text)) {
      seen.addAll(0, actors.isEmpty() ? meant(text) : actors);
    } else if (acting.isEmpty() && seen.isEmpty() && !hasMoved) {
      // What the film is about stays in sight while the words are about something else.
      seen.addAll(landmark.isPresent() ? List.of() : actors.isEmpty() ? things : actors);
    }
    if (seen.isEmpty() && landmark.isEmpty() && actors.isEmpty() && shots > 0) {
      return passersBy();
    }
    acting = seen.stream().filter(motifs::isActor).toList();
    if (!acting.isEmpty()) {
      actors = acting;
    } else if (!seen.isEmpty()) {
      things = seen.stream().filter(id -> !motifs.isLandmark(id)).toList();
    }
    landmark = seen.stream().filter(motifs::isLandmark).findFirst().or(() -> landmark);
    landmark.filter(place -> !seen.contains(place)).ifPresent(seen::add);
    boolean isCrowd = seen.stream().distinct().count() < seen.size();
    return seen.stream().limit(isCrowd ? MOST_OF_A_CROWD : MOST_MOTIFS).toList();
  }

  private List<String> passersBy() {
    List<List<String>> there = PASSERS_BY.getOrDefault(setting, List.of());
    if (there.isEmpty()) {
      return List.of();
    }
    List<String> chosen = there.get((int) Math.floorMod(mix(seed) + shots, (long) there.size()));
    boolean isWet = weather.equals("rain") || weather.equals("storm");
    return isWet ? chosen : chosen.stream().filter(id -> !id.equals("umbrella")).toList();
  }

  /// Whom a pronoun means that nobody was named for.
  private static List<String> meant(String text) {
    if (WE.matcher(text).find()) {
      return List.of("woman", "man");
    }
    var people = new ArrayList<String>();
    if (HE.matcher(text).find()) {
      people.add("man");
    }
    if (SHE.matcher(text).find()) {
      people.add("woman");
    }
    return people;
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
