package dev.reelwright.provider.google;

/// The two ways in. Models live and die on each by themselves.
enum Door {
  KEY("the Gemini API"),
  VERTEX("Vertex");

  private final String spoken;

  Door(String spoken) {
    this.spoken = spoken;
  }

  /// What people call it.
  String spoken() {
    return spoken;
  }
}
