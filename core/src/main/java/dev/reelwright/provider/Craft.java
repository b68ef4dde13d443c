package dev.reelwright.provider;

/// What a model makes.
public enum Craft {
  STORYBOARD,
  IMAGE,
  VIDEO,
  SPEECH,
  MUSIC
}
