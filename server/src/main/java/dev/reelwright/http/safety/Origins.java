package dev.reelwright.http.safety;

import dev.reelwright.http.Surface;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose pages may read and change things. An `Origin` header is sent by browsers alone.
final class Origins {
  private final GateSettings settings;

  Origins(GateSettings settings) {
    this.settings = settings;
  }

  /// What may be told to a page.
  enum Trust {
    /// No other page is involved: not a browser, or our own page.
    OURS,
    /// Named by the operator or by the surface's contract.
    NAMED,
    /// Anyone, because the surface was opened.
    OPEN,
    FOREIGN
  }

  /// @param host the `Host` header, already known to be ours
  Trust trust(@Nullable String origin, @Nullable String host, Surface surface) {
    if (origin == null || isOwn(origin, host)) {
      return Trust.OURS;
    }
    if (settings.origins().contains(origin)
        || GateSettings.PROMISED_ORIGINS.getOrDefault(surface, Set.of()).contains(origin)) {
      return Trust.NAMED;
    }
    return settings.openSurfaces().contains(surface) ? Trust.OPEN : Trust.FOREIGN;
  }

  /// A proxy in front may speak TLS where we do not, so the scheme is not compared.
  private static boolean isOwn(String origin, @Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      var uri = URI.create(origin);
      var scheme = uri.getScheme();
      return uri.getAuthority() != null
          && ("http".equals(scheme) || "https".equals(scheme))
          && uri.getAuthority()
              .toLowerCase(Locale.ROOT)
              .equals(withoutDefaultPort(host.toLowerCase(Locale.ROOT), scheme));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String withoutDefaultPort(String host, String scheme) {
    var port = scheme.equals("https") ? ":443" : ":80";
    return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
  }
}
