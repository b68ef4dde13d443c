package dev.reelwright.provider.simulated;

import dev.reelwright.provider.PriceList;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Where the provider is and how to treat it.
///
/// @param address `http://host:port`
/// @param prices what its models cost
/// @param patience how long one answer may take
/// @param pollEvery how long to wait between two looks at a job
public record SimulatedAccount(
    URI address, PriceList prices, Duration patience, Duration pollEvery) {
  public SimulatedAccount {
    if (patience.isNegative() || patience.isZero() || pollEvery.isNegative()) {
      throw new IllegalArgumentException(
          "durations must be positive: %s, %s".formatted(patience, pollEvery));
    }
  }

  /// With the prices that come with the adapter.
  ///
  /// @throws IOException when they cannot be read
  public static SimulatedAccount at(URI address) throws IOException {
    return new SimulatedAccount(
        address, listedPrices(), Duration.ofSeconds(30), Duration.ofSeconds(1));
  }

  private static PriceList listedPrices() throws IOException {
    try (var in = SimulatedAccount.class.getResourceAsStream("prices.json")) {
      if (in == null) {
        throw new IOException("the price list of the simulated provider is missing");
      }
      return PriceList.read(in);
    }
  }
}
