package dev.reelwright.provider.google;

import dev.reelwright.access.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How Google is reached.
///
/// @param base where to send requests instead of Google's own hosts, without a path: a gateway or a
///   test server that speaks the same protocol; null for Google. The life of models is Google's own
///   and not asked about elsewhere
/// @param pollInterval pause between two looks at a clip being made
/// @param patience how long a clip may take, from its order on
/// @param prices by model, in US dollars a call or a second, where the user knows better than the
///   list that comes with this adapter
public record GoogleSettings(
    Access access,
    @Nullable URI base,
    Duration pollInterval,
    Duration patience,
    Map<String, BigDecimal> prices) {
  public GoogleSettings {
    prices = Map.copyOf(prices);
  }

  /// By which door.
  public sealed interface Access {
    /// The Gemini API with a key.
    record Key(Secret key) implements Access {}

    /// Vertex ("Gemini Enterprise Agent Platform").
    ///
    /// @param location region, such as `us-central1`; models that exist only globally are called
    ///   there
    /// @param credentials JSON file of a service account or of a signed-in user; null where the
    ///   base asks for none
    record Vertex(String project, String location, @Nullable Path credentials) implements Access {}
  }
}
