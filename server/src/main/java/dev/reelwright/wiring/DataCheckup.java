package dev.reelwright.wiring;

import dev.reelwright.upkeep.DataCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks at the data folder: does the database agree with itself and with the files?
public final class DataCheckup {
  private DataCheckup() {}

  /// @return empty when there is nothing yet to look at
  public static List<Checkup.Finding> of(Settings settings) {
    if (!Files.exists(settings.data().resolve("reelwright.db"))) {
      return List.of();
    }
    try (var upkeep = Upkeep.open(settings)) {
      var report = upkeep.check();
      var findings = new ArrayList<Checkup.Finding>();
      for (var finding : report.findings()) {
        findings.add(
            new Checkup.Finding(
                "content",
                finding.isHarmful() ? Checkup.Grade.BROKEN : Checkup.Grade.GOOD,
                "%s: %d (%s)"
                    .formatted(
                        word(finding.kind()),
                        finding.count(),
                        String.join(", ", finding.examples())),
                finding.isHarmful() ? "content-" + word(finding.kind()) : null));
      }
      if (findings.stream().noneMatch(each -> each.grade() == Checkup.Grade.BROKEN)) {
        findings.add(
            new Checkup.Finding(
                "content",
                Checkup.Grade.GOOD,
                "%d files, %d MB".formatted(report.files(), report.bytes() / 1_000_000),
                null));
      }
      return findings;
    } catch (Unusable e) {
      return List.of(
          new Checkup.Finding(
              "content", Checkup.Grade.BROKEN, settings.data().toString(), e.code()));
    } catch (IOException e) {
      return List.of(
          new Checkup.Finding("content", Checkup.Grade.BROKEN, e.toString(), "content-unreadable"));
    }
  }

  private static String word(DataCheck.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
