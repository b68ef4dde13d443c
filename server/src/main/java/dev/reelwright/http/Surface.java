package dev.reelwright.http;

import java.util.Locale;

/// Whose routes a path belongs to. `STUDIO` is our own API, `OPERATIONS` everything that is not an
/// API: health, metrics, documents, the web studio.
public enum Surface {
  STUDIO,
  PIPELINE,
  ORCHESTRATE,
  T2V,
  STORYBOARD,
  CAMPAIGN,
  OPERATIONS;

  /// As settings, messages and documents write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
