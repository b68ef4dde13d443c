package dev.reelwright.wiring;

import dev.reelwright.access.Secret;
import dev.reelwright.provider.google.GoogleSettings;
import dev.reelwright.provider.google.GoogleStudio;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether and how Google's models are used: with a key, or through a project of Vertex. Without
/// either, not at all. Keys of other programs in the environment are left alone, since using them
/// would spend money that nobody meant for this server.
final class GoogleSetup {
  /// Of all its keys.
  static final String PREFIX = "GOOGLE_";

  static final String PRICES = PREFIX + "PRICES_";

  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(99_999);
  private static final Path USERS_OWN =
      Path.of(".config", "gcloud", "application_default_credentials.json");

  private final SettingValues values;
  private final Map<String, String> environment;

  private GoogleSetup(SettingValues values, Map<String, String> environment) {
    this.values = values;
    this.environment = environment;
  }

  /// Keys of this setup, without prefix.
  static Set<String> keys() {
    var keys =
        GoogleStudio.modelNames().stream()
            .map(GoogleSetup::priceKey)
            .collect(Collectors.toCollection(java.util.HashSet::new));
    keys.addAll(
        Set.of(
            "GOOGLE_API_KEY",
            "GOOGLE_PROJECT",
            "GOOGLE_LOCATION",
            "GOOGLE_CREDENTIALS",
            "GOOGLE_BASE_URL",
            "GOOGLE_POLL_SECONDS",
            "GOOGLE_PATIENCE_SECONDS"));
    return keys;
  }

  /// Reads `GOOGLE_API_KEY`, or `GOOGLE_PROJECT`, `GOOGLE_LOCATION` and `GOOGLE_CREDENTIALS` (else
  /// the variable `GOOGLE_APPLICATION_CREDENTIALS`, else what `gcloud` keeps), `GOOGLE_BASE_URL`,
  /// `GOOGLE_POLL_SECONDS`, `GOOGLE_PATIENCE_SECONDS` and `GOOGLE_PRICES_<MODEL>`, all but the
  /// named variable with the prefix `REELWRIGHT_`.
  ///
  /// @param home where the paths of files start
  /// @return empty when neither key nor project is set
  /// @throws Settings.WrongSetting when a value is not allowed
  static Optional<GoogleSettings> bind(
      SettingValues values, Map<String, String> environment, Path home)
      throws Settings.WrongSetting {
    return new GoogleSetup(values, environment).settings(home);
  }

  private Optional<GoogleSettings> settings(Path home) throws Settings.WrongSetting {
    var base = base();
    var key = values.text("GOOGLE_API_KEY");
    var project = values.text("GOOGLE_PROJECT");
    GoogleSettings.Access access;
    if (key != null) {
      access = new GoogleSettings.Access.Key(new Secret(key));
    } else if (project != null) {
      access =
          new GoogleSettings.Access.Vertex(project, location(), credentials(home, base != null));
    } else {
      return Optional.empty();
    }
    var poll = seconds("GOOGLE_POLL_SECONDS", 15, 0);
    var patience = seconds("GOOGLE_PATIENCE_SECONDS", usualPatience(poll).toSeconds(), 1);
    return Optional.of(new GoogleSettings(access, base, poll, patience, prices()));
  }

  /// The older server counted its looks.
  private Duration usualPatience(Duration poll) throws Settings.WrongSetting {
    var looks = values.older(OlderNames.LOOKS);
    if (looks == null) {
      return USUAL_PATIENCE;
    }
    if (!looks.matches("[1-9]\\d{0,3}")) {
      throw new Settings.WrongSetting(OlderNames.LOOKS, looks, "1 to 9999");
    }
    return poll.multipliedBy(Long.parseLong(looks));
  }

  private @Nullable URI base() throws Settings.WrongSetting {
    var text = values.text("GOOGLE_BASE_URL");
    if (text != null && !text.matches("https?://[A-Za-z0-9.:\\[\\]-]+/?")) {
      throw wrong(
          "GOOGLE_BASE_URL", text, "an address without path, such as http://127.0.0.1:9911");
    }
    return text == null ? null : URI.create(text);
  }

  private String location() throws Settings.WrongSetting {
    var location = values.text("GOOGLE_LOCATION");
    if (location != null && !location.matches("[a-z0-9-]{1,40}")) {
      throw wrong("GOOGLE_LOCATION", location, "a region such as us-central1, or global");
    }
    return location == null ? "us-central1" : location;
  }

  /// @param isElsewhere whether requests go to a server that may ask for no credentials
  private @Nullable Path credentials(Path home, boolean isElsewhere) throws Settings.WrongSetting {
    var named = values.text("GOOGLE_CREDENTIALS");
    if (named == null) {
      named = environment.get("GOOGLE_APPLICATION_CREDENTIALS");
    }
    if (named == null && isElsewhere) {
      return null;
    }
    var file =
        named == null
            ? Path.of(environment.getOrDefault("HOME", "")).resolve(USERS_OWN)
            : home.resolve(named);
    if (!Files.isReadable(file)) {
      throw wrong(
          "GOOGLE_CREDENTIALS",
          file.toString(),
          "a readable JSON file of a service account, or one made by `gcloud auth"
              + " application-default login`");
    }
    return file;
  }

  private Duration seconds(String key, long otherwise, long least) throws Settings.WrongSetting {
    return values.seconds(
        key, Duration.ofSeconds(otherwise), Duration.ofSeconds(least), LONGEST_WAIT);
  }

  private Map<String, BigDecimal> prices() throws Settings.WrongSetting {
    var prices = new HashMap<String, BigDecimal>();
    for (var model : GoogleStudio.modelNames()) {
      var key = priceKey(model);
      var text = values.text(key);
      if (text != null) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
          throw wrong(key, text, "US dollars a call, or a second of film, such as 0.10");
        }
        prices.put(model, new BigDecimal(text));
      }
    }
    return prices;
  }

  private static String priceKey(String model) {
    return PRICES + model.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private Settings.WrongSetting wrong(String key, String value, String allowed) {
    return new Settings.WrongSetting(values.nameOf(key), value, allowed);
  }
}
