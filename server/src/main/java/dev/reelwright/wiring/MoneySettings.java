package dev.reelwright.wiring;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.comfyui.ComfyUiStudio;
import dev.reelwright.provider.comfyui.Traffic;
import dev.reelwright.provider.google.GoogleSettings;
import dev.reelwright.provider.google.GoogleStudio;
import dev.reelwright.provider.simulated.SimulatedAccount;
import dev.reelwright.provider.simulated.SimulatedStudio;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What may be spent, and on whom.
///
/// @param dailyBudget what all calls of a UTC day may cost together, until somebody sets another
///   cap
/// @param simulated where `reel simulate` listens, or null when nobody simulates
/// @param google how Google's models are reached, or null when they are not
/// @param comfy where ComfyUI is; it costs nothing
record MoneySettings(
    Money dailyBudget, @Nullable URI simulated, @Nullable GoogleSettings google, ComfySetup comfy) {
  private static final List<String> GOOGLE_NEEDS =
      List.of("REELWRIGHT_GOOGLE_API_KEY", "REELWRIGHT_GOOGLE_PROJECT");
  private static final String DEFAULT_DAILY = "10";
  private static final BigDecimal MOST_DAILY = BigDecimal.valueOf(1_000_000);

  /// Reads `DAILY_BUDGET` (US dollars) and `SIMULATED_URL`, both with the prefix `REELWRIGHT_`, and
  /// what `GoogleSetup` and `ComfySetup` read.
  ///
  /// @throws Settings.WrongSetting when a value is not allowed
  /// @throws Settings.UnreadableFile when a settings file exists and cannot be read
  static MoneySettings bind(Path home, Map<String, String> environment)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    var values = SettingValues.read(home, environment, Map.of());
    var daily = values.text("DAILY_BUDGET", DEFAULT_DAILY);
    if (!daily.matches("\\d{1,9}(\\.\\d{1,6})?")
        || new BigDecimal(daily).compareTo(MOST_DAILY) > 0) {
      throw new Settings.WrongSetting(
          "REELWRIGHT_DAILY_BUDGET", daily, "0 to " + MOST_DAILY + " US dollars");
    }
    var address = values.text("SIMULATED_URL");
    if (address != null && !address.matches("http://[A-Za-z0-9.:\\[\\]-]+/?")) {
      throw new Settings.WrongSetting(
          "REELWRIGHT_SIMULATED_URL", address, "an address such as http://127.0.0.1:9099");
    }
    return new MoneySettings(
        Money.usd(daily),
        address == null ? null : URI.create(address),
        GoogleSetup.bind(values, environment, home).orElse(null),
        ComfySetup.bind(values, home));
  }

  /// The studio with the other providers beside it, as far as they are set up.
  ///
  /// @param traffic hears of each request to ComfyUI
  Studio beside(Studio others, Traffic traffic, InstantSource clock) throws IOException {
    var studios = new ArrayList<>(List.of(others));
    var absent = new ArrayList<Provider>();
    if (google != null) {
      studios.add(new GoogleStudio(google, clock));
    } else {
      absent.add(new AbsentProvider(GoogleStudio.PROVIDER, GOOGLE_NEEDS));
    }
    studios.add(new ComfyUiStudio(comfy.settings(), comfy.needs(), traffic, clock));
    if (simulated != null) {
      studios.add(new SimulatedStudio(SimulatedAccount.at(simulated)));
    }
    return new Studios(studios, absent);
  }
}
