package dev.reelwright.project;

/// A provider and one of its models, as the user chose them.
public record ModelChoice(String provider, String model) {
  public static final ModelChoice BUILTIN = new ModelChoice("builtin", "animatic");
}
