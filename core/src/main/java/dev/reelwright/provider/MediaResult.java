package dev.reelwright.provider;

import java.nio.file.Path;
import java.util.Map;

/// A file that a generator made, in the call's scratch folder.
///
/// @param file complete and closed
/// @param params what is worth keeping beside the take, such as the effective seed; JSON values
///   only
public record MediaResult(Path file, Map<String, Object> params) {
  public MediaResult {
    params = Map.copyOf(params);
  }
}
