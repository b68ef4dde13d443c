package dev.reelwright.ledger;

import dev.reelwright.project.ProjectId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;

/// Whose money a call would be: what decides which budgets it falls under. The day is UTC.
///
/// @param day such as `2026-11-21`
public record Purse(String owner, ProjectId project, String run, String day, Currency currency) {
  static Purse of(Attempt attempt) {
    return of(
        attempt.owner(),
        attempt.projectId(),
        attempt.runId(),
        attempt.quote().currency(),
        attempt.intendedAt());
  }

  public static Purse of(
      String owner, ProjectId project, String run, Currency currency, Instant now) {
    return new Purse(
        owner, project, run, now.atZone(ZoneOffset.UTC).toLocalDate().toString(), currency);
  }

  Map<String, Object> parameters() {
    return Map.of(
        "owner", owner,
        "project", project.value(),
        "run", run,
        "day", day,
        "currency", currency.getCurrencyCode());
  }
}
