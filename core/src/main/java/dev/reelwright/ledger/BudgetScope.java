package dev.reelwright.ledger;

/// What a budget is for. Those of a day are for an owner or, with the subject `*`, for the whole
/// server.
public enum BudgetScope {
  OWNER,
  PROJECT,
  RUN,
  DAY
}
