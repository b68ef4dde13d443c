package dev.reelwright.wiring;

/// Something this process cannot work without is missing, broken or taken: the data folder, the
/// database, ffmpeg. The code is stable and names a text of the catalogue.
public final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String[] parts;

  Unusable(String code, Throwable cause, String... parts) {
    super(code + ": " + String.join(", ", parts), cause);
    this.code = code;
    this.parts = parts.clone();
  }

  Unusable(String code, String... parts) {
    super(code + ": " + String.join(", ", parts));
    this.code = code;
    this.parts = parts.clone();
  }

  public String code() {
    return code;
  }

  /// What the text of the catalogue is filled with.
  public String[] parts() {
    return parts.clone();
  }
}
