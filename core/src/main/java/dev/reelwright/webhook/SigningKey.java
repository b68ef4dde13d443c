package dev.reelwright.webhook;

/// What messages of a webhook are signed with. Does not show itself in logs.
public record SigningKey(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
