package dev.reelwright.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at this machine: is everything there that making a film needs?
public final class Checkup {
  private static final long LOW_DISK_BYTES = 500_000_000;
  private static final int JAVA = 25;

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  private Checkup(Settings settings) {
    this.settings = settings;
  }

  /// @param subject what was looked at: a key of the catalogue
  /// @param detail what was found
  /// @param advice key of the catalogue for what to do, or null when nothing needs doing
  public record Finding(String subject, Grade grade, String detail, @Nullable String advice) {}

  /// Whether films can be made with it.
  public enum Grade {
    GOOD,
    /// Films can be made, but something is left out.
    LIMITED,
    /// No film can be made.
    BROKEN
  }

  public static List<Finding> of(Settings settings) throws InterruptedException {
    var checkup = new Checkup(settings);
    checkup.java();
    checkup.dataFolder();
    checkup.disk();
    return List.copyOf(checkup.findings);
  }

  private void java() {
    add(
        "jdk",
        Runtime.version().feature() >= JAVA ? Grade.GOOD : Grade.BROKEN,
        Runtime.version() + " (" + System.getProperty("java.home") + ")",
        null);
  }

  private void dataFolder() {
    // Opened and closed again: whether it can be locked and the database read is what counts.
    try (var _ = Store.open(settings)) {
      add("data", Grade.GOOD, settings.data().toString(), null);
    } catch (Unusable e) {
      add("data", Grade.BROKEN, String.join(": ", e.parts()), e.code());
    }
  }

  private void disk() {
    try {
      long free = Files.getFileStore(existing(settings.data())).getUsableSpace();
      boolean isLow = free < LOW_DISK_BYTES;
      add(
          "disk",
          isLow ? Grade.BROKEN : Grade.GOOD,
          "%d MB free in %s".formatted(free / 1_000_000, settings.data()),
          isLow ? "disk-low" : null);
    } catch (IOException e) {
      add("disk", Grade.BROKEN, e.toString(), "data-unwritable");
    }
  }

  private static Path existing(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private void add(String subject, Grade grade, String detail, @Nullable String advice) {
    findings.add(new Finding(subject, grade, detail, advice));
  }
}
