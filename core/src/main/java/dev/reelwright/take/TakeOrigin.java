package dev.reelwright.take;

/// Where a take came from: a provider, a forked project, or a person.
public enum TakeOrigin {
  GENERATED,
  INHERITED,
  UPLOADED
}
