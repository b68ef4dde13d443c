package dev.reelwright.provider;

import java.util.List;

/// Turns texts into vectors of unit length, for matching by meaning. Thread-safe.
public interface Embedder {
  /// Name and version of the model; vectors of different models cannot be compared.
  String model();

  /// One vector per text, in order.
  List<float[]> embed(List<String> texts);
}
