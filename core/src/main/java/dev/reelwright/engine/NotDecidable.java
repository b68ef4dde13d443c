package dev.reelwright.engine;

import dev.reelwright.ledger.AttemptId;

/// A verdict that cannot be carried out. Nothing was changed.
public final class NotDecidable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public enum Reason {
    /// There is no such call, or somebody has decided already.
    NOT_ASKED,
    /// The run is over: nothing can be sent again for it.
    RUN_OVER
  }

  private final Reason reason;

  NotDecidable(Reason reason, AttemptId attempt) {
    super(
        switch (reason) {
          case NOT_ASKED -> "attempt %s waits for no decision".formatted(attempt);
          case RUN_OVER -> "the run of attempt %s is over".formatted(attempt);
        },
        null,
        false,
        false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
