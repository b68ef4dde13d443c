package dev.reelwright.http.studio;

import java.util.Map;

/// What of the server's settings is shown.
///
/// @param shown by name; JSON values only, no secret
public record StudioSettings(Map<String, Object> shown) {
  public StudioSettings {
    shown = Map.copyOf(shown);
  }
}
