package dev.reelwright.architecture;

import com.tngtech.archunit.lang.ArchRule;

/// One rule of the house, with the name a failing build shows.
record HouseRule(String name, ArchRule rule) {
  @Override
  public String toString() {
    return name;
  }
}
