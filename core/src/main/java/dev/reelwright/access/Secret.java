package dev.reelwright.access;

/// Text that must not be seen: a key, a password. Prints as `***`, wherever it is printed.
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /// The text itself, for the one place that needs it.
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
