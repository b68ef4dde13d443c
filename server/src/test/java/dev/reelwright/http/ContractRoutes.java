package dev.reelwright.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/// The paths and verbs of the five contracts, as their pages list them.
final class ContractRoutes {
  private ContractRoutes() {}

  record Promise(Surface surface, String verb, String path) {
    @Override
    public String toString() {
      return surface.word() + " " + verb + " " + path;
    }
  }

  static Stream<Promise> all() {
    try (var in = ContractRoutes.class.getResourceAsStream("contract-routes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split(" ", -1))
          .map(
              words ->
                  new Promise(
                      Surface.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1], words[2]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
