package dev.reelwright.provider.simulator;

/// What a provider knows an order by after the caller has lost the answer.
enum Recognition {
  /// A second order with the same idempotency key is the first one.
  KEYED,
  /// Jobs can be looked up by the caller's own reference.
  FINDABLE,
  /// Nothing: a second order is a second job.
  BLIND;

  /// By the last word of a model's name: `video-keyed`.
  static Recognition of(String model) {
    return valueOf(model.substring(model.lastIndexOf('-') + 1).toUpperCase(java.util.Locale.ROOT));
  }
}
