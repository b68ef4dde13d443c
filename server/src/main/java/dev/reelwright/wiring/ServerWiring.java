package dev.reelwright.wiring;

import dev.reelwright.access.ApiKeys;
import dev.reelwright.access.Secret;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.RouteTable;
import dev.reelwright.http.operations.Vital;
import dev.reelwright.http.safety.Gate;
import dev.reelwright.http.safety.GateSettings;
import dev.reelwright.http.safety.KeyRing;
import dev.reelwright.http.safety.SignedUrls;
import dev.reelwright.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/// Hands the parts of an installation to the server. What is made here is closed when the server
/// ends, in the opposite order.
@ApplicationScoped
public class ServerWiring {
  /// Options of `reel serve` arrive as system properties with this prefix: the server is booted by
  /// a framework, so they cannot be passed on as arguments.
  public static final String OPTION = "reelwright.option.";

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Settings settings(Config config) throws Settings.UnreadableFile, Settings.WrongSetting {
    var data = config.getOptionalValue(OPTION + "DATA", String.class).map(Path::of);
    return Settings.bind(home(config), System.getenv(), data.orElse(null));
  }

  @Produces
  @Singleton
  MoneySettings moneySettings(Settings settings)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    return MoneySettings.bind(settings.home(), System.getenv());
  }

  @Produces
  @Singleton
  ServerSettings serverSettings(Config config)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    var options = new HashMap<String, String>();
    for (var name : config.getPropertyNames()) {
      if (name.startsWith(OPTION)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> options.put(name.substring(OPTION.length()), value));
      }
    }
    return ServerSettings.bind(home(config), System.getenv(), Map.copyOf(options));
  }

  @Produces
  @Singleton
  Store store(Settings settings) throws Unusable {
    return Store.open(settings);
  }

  void close(@Disposes Store store) {
    store.close();
  }

  @Produces
  @Singleton
  Database database(Store store) {
    return store.database();
  }

  @Produces
  @Singleton
  ApiKeys apiKeys(Database database, InstantSource clock) {
    return new ApiKeys(database, clock);
  }

  @Produces
  @Singleton
  KeyRing keyRing(ApiKeys keys) {
    return shown ->
        keys.recognise(new Secret(shown)).map(key -> new KeyRing.Holder(key.owner(), key.id()));
  }

  @Produces
  @Singleton
  SignedUrls signedUrls(Store store, InstantSource clock) throws IOException {
    return SignedUrls.keptIn(store.folder().root().resolve("secrets/url-signing.key"), clock);
  }

  @Produces
  @Singleton
  RouteTable routeTable() {
    return RouteTable.load();
  }

  @Produces
  @Singleton
  GateSettings gateSettings(ServerSettings settings) {
    return settings.gate();
  }

  @Produces
  @Singleton
  Gate gate(
      GateSettings settings,
      RouteTable table,
      ErrorWriter errors,
      KeyRing keys,
      SignedUrls signedUrls) {
    return new Gate(settings, table, errors, keys, signedUrls);
  }

  @Produces
  @Singleton
  Vital databaseAnswers(Database database) {
    return new Vital(
        "database",
        () ->
            database.read(
                handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1));
  }

  @Produces
  @Singleton
  Vital folderIsWritable(Store store) {
    return new Vital("storage", () -> Files.isWritable(store.folder().blobs()));
  }

  private static Path home(Config config) {
    return Path.of(config.getOptionalValue("reelwright.home", String.class).orElse(""))
        .toAbsolutePath();
  }
}
